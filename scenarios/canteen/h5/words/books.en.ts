// Words of the part `books`, English.
export default { failures: {} };
