// Words of the part `diners`, English.
export default { failures: {} };
