// Words of the part `books`, Chinese.
export default { failures: {} };
