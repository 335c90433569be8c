// Words of the part `catalogue`, Chinese.
export default { failures: {} };
