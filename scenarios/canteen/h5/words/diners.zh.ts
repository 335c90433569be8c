// Words of the part `diners`, Chinese.
export default { failures: {} };
