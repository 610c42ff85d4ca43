---@meta

---Exact arithmetic on integer amounts, µrUv.
---@class moneylib
money = {}

---a · b / c, exactly, rounded down or up.
---
---The product has 128 bits. Overflow and division by zero are errors.
---
---Errors:
---- the divisor is 0
---- the result is no 64-bit integer
---
---    > money.mul_div(10, 1, 3, "ceil")
---@param a integer
---@param b integer
---@param c integer
---@param rounding "floor"|"ceil"
---@return integer quotient
function money.mul_div(a, b, c, rounding) end
