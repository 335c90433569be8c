// Words of the part `orders`, Chinese.
export default { failures: {} };
