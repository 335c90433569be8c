// Words of the part `orders`, English.
export default { failures: {} };
