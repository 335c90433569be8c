// Words of the part `counter`, Chinese.
export default { failures: {} };
