// Words of the part `counter`, English.
export default { failures: {} };
