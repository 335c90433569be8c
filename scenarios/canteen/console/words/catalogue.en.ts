// Words of the part `catalogue`, English.
export default { failures: {} };
