---@meta

---Elementary functions whose results have the same bits on every CPU; in a policy `math` is made of them.
---@class fmathlib
fmath = {}

---e to the power x.
---
---Within 2 units in the last place.
---
---    > fmath.exp(1)
---@param x number
---@return number y
function fmath.exp(x) end

---exp(x) − 1, precise near 0.
---
---Within 2 units in the last place.
---
---    > fmath.expm1(1e-9)
---@param x number
---@return number y
function fmath.expm1(x) end

---The natural logarithm.
---
---Within 2 units in the last place.
---
---    > fmath.log(10)
---@param x number
---@return number y
function fmath.log(x) end

---The hyperbolic tangent.
---
---Within 2 units in the last place.
---
---    > fmath.tanh(0.5)
---@param x number
---@return number y
function fmath.tanh(x) end

---The sine of an angle in radians.
---
---Within 2 units in the last place.
---
---    > fmath.sin(1)
---@param x number
---@return number y
function fmath.sin(x) end

---The cosine of an angle in radians.
---
---Within 2 units in the last place.
---
---    > fmath.cos(1)
---@param x number
---@return number y
function fmath.cos(x) end

---The square root.
---
---Within 2 units in the last place.
---
---    > fmath.sqrt(2)
---@param x number
---@return number y
function fmath.sqrt(x) end

---base to the power exponent.
---
---    > fmath.pow(2, 0.5)
---@param base number
---@param exponent number
---@return number power
function fmath.pow(base, exponent) end
