---@meta

---A one-dimensional array: v[i] from 1 to #v.
---@class vector
---@field type string Type of the elements: f32, f64, i64 or mask.
---@operator add(any): vector
---@operator sub(any): vector
---@operator mul(any): vector
---@operator div(any): vector
---@operator idiv(any): vector
---@operator unm: vector
---@operator len: integer
local Vector = {}

---A contiguous copy that owns its memory.
---
---    > vector.ones(3):copy()
---@return vector vector
function Vector:copy() end

---A copy whose elements are of another type.
---
---To i64, elements must be whole numbers of 64 bits.
---
---Errors:
---- an element is no whole number of 64 bits, where the new type is i64
---
---    > vector.ones(3):convert("f64")
---@param type "f32"|"f64"|"i64"|"mask"
---@return vector vector
function Vector:convert(type) end

---Lets go of the memory now; any later use is an error.
---
---Views of an array that owns its memory end with it.
---
---    > vector.ones(3):close()
function Vector:close() end

---Sets every element.
---
---Errors:
---- the number is none of the type of the elements
---
---    > vector.ones(3):fill(1)
---@param value number
---@return vector self the same vector
function Vector:fill(value) end

---Writes another array's elements over this one's.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.ones(3):assign(vector.ones(3))
---@param other vector
---@return vector self the same vector
function Vector:assign(other) end

---Adds a · x in place, with one rounding an element.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.ones(3):axpy(0.5, vector.ones(3))
---@param a number
---@param x vector
---@return vector self the same vector
function Vector:axpy(a, x) end

---Multiplies every element in place.
---
---Errors:
---- the number is none of the type of the elements
---- an integer overflows
---
---    > vector.ones(3):scale(2)
---@param a number
---@return vector self the same vector
function Vector:scale(a) end

---Total of the elements; of a mask, how many are 1.
---
---In one order on every CPU. Integers are checked.
---
---Errors:
---- an integer overflows
---
---    > vector.ones(3):sum()
---@return number total
function Vector:sum() end

---Mean of the elements, NaN of nothing.
---
---    > vector.ones(3):mean()
---@return number mean
function Vector:mean() end

---Least element, passing over NaN; nil of nothing.
---
---    > vector.ones(3):min()
---@return number? least
function Vector:min() end

---Greatest element, passing over NaN; nil of nothing.
---
---    > vector.ones(3):max()
---@return number? greatest
function Vector:max() end

---Raises every element to a power in place.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):pow(2)
---@param exponent number
---@return vector self the same vector
function Vector:pow(exponent) end

---Adds another vector, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > vector.ones(3):add(2)
---@param other any vector or number
---@return vector self the same vector
function Vector:add(other) end

---Subtracts another vector, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > vector.ones(3):sub(2)
---@param other any vector or number
---@return vector self the same vector
function Vector:sub(other) end

---Multiplies by another vector, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > vector.ones(3):mul(2)
---@param other any vector or number
---@return vector self the same vector
function Vector:mul(other) end

---Divides by another vector, or a number, in place.
---
---Integers are checked: overflow is an error. Of integers: rounded down, as `//`.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > vector.ones(3):div(2)
---@param other any vector or number
---@return vector self the same vector
function Vector:div(other) end

---Replaces every element x by exp(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):exp()
---@return vector self the same vector
function Vector:exp() end

---Replaces every element x by log(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):log()
---@return vector self the same vector
function Vector:log() end

---Replaces every element x by tanh(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):tanh()
---@return vector self the same vector
function Vector:tanh() end

---Replaces every element x by sqrt(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):sqrt()
---@return vector self the same vector
function Vector:sqrt() end

---Replaces every element x by abs(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.ones(3):abs()
---@return vector self the same vector
function Vector:abs() end

---Elements first to last, without a copy: what changes here changes there.
---
---Errors:
---- the range is none of this vector
---
---    > vector.range(1, 9):slice(2, 4)
---@param first integer ≥ 1
---@param last integer ≥ 0
---@return vector view
function Vector:slice(first, last) end

---The elements at some indices, as a new vector.
---
---Errors:
---- the indices are not i64, or one is outside the vector
---
---    > vector.new{ 5, 6, 7 }:gather(vector.new({ 3, 1 }, "i64"))
---@param indices vector
---@return vector elements
function Vector:gather(indices) end

---The elements as a Lua table.
---
---    > vector.ones(3):table()
---@return table elements
function Vector:table() end

---Sum of the products of elements.
---
---In one order on every CPU. Integers are exact or an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows
---
---    > vector.ones(3):dot(vector.ones(3))
---@param other vector
---@return number product
function Vector:dot(other) end

---Euclidean distance.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 0, 3 }:l2(vector.new{ 4, 0 })
---@param other vector
---@return number distance
function Vector:l2(other) end

---Cosine of the angle, 0 if either is zero.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 1, 0 }:cosine(vector.new{ 1, 1 })
---@param other vector
---@return number cosine
function Vector:cosine(other) end

---Replaces the elements by their softmax.
---
---All NaN if there is a NaN or inf among them.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.new{ 1, 2, 3 }:softmax()
---@return vector self the same vector
function Vector:softmax() end

---Replaces the elements by the logarithm of their softmax.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > vector.new{ 1, 2, 3 }:log_softmax()
---@return vector self the same vector
function Vector:log_softmax() end

---Index of the least element whose mask is 1; nil if there is none.
---
---The lowest index of equals; NaN is passed over.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 3, 1, 2 }:argmin()
---@param mask? vector default all
---@return integer? index
function Vector:argmin(mask) end

---Index of the greatest element whose mask is 1; nil if there is none.
---
---The lowest index of equals; NaN is passed over.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 3, 1, 2 }:argmax()
---@param mask? vector default all
---@return integer? index
function Vector:argmax(mask) end

---Indices of the k greatest elements, greatest first.
---
---Fewer if there are fewer. O(n log k).
---
---    > vector.new{ 3, 1, 2 }:top_k(2)
---@param k integer ≥ 0
---@return vector indices
function Vector:top_k(k) end

---The indices that put the elements in order.
---
---Stable; NaN last.
---
---    > vector.new{ 3, 1, 2 }:order()
---@param direction? "ascending"|"descending" default ascending
---@return vector indices
function Vector:order(direction) end

---Puts the elements in order in place.
---
---Stable; NaN last.
---
---    > vector.new{ 3, 1, 2 }:sort("descending")
---@param direction? "ascending"|"descending" default ascending
---@return vector self the same vector
function Vector:sort(direction) end

---The mask of where the comparison with a vector or a number holds.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 3, 1, 2 }:compare(">", 1)
---@param comparison "=="|"~="|"<"|"<="|">"|">="
---@param other any vector or number
---@return vector mask
function Vector:compare(comparison, other) end

---These elements where the mask is 1, another vector's or a number elsewhere.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > vector.new{ 3, 1 }:where(vector.new({ true, false }, "mask"), 0)
---@param mask vector
---@param other any vector or number
---@return vector chosen
function Vector:where(mask, other) end

---How many elements of a mask are 1.
---
---Errors:
---- the vector is no mask
---
---    > vector.ones(3, "mask"):count()
---@return integer count
function Vector:count() end

---One-dimensional arrays of f32, f64, i64 or mask elements, shared with native code without copying.
---@class vectorlib
vector = {}

---A vector of a table's numbers, or a copy of a vector.
---
---Mask elements may be booleans.
---
---Errors:
---- an entry is no number, or none of the type
---- the memory limit is reached
---
---    > vector.new{ 3, 1, 2 }
---@param elements any
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return vector vector
function vector.new(elements, type) end

---A vector of zeros.
---
---Errors:
---- the memory limit is reached
---
---    > vector.zeros(1000)
---@param count integer ≥ 0
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return vector vector
function vector.zeros(count, type) end

---A vector of ones.
---
---Errors:
---- the memory limit is reached
---
---    > vector.ones(3, "i64")
---@param count integer ≥ 0
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return vector vector
function vector.ones(count, type) end

---The integers from first to last, as i64.
---
---Errors:
---- the step is 0, or there are more elements than memory
---
---    > vector.range(1, 10, 3)
---@param first integer
---@param last integer
---@param step? integer default 1
---@return vector vector
function vector.range(first, last, step) end

---Evenly spaced numbers, both ends included.
---
---Errors:
---- an element is none of the type
---- the memory limit is reached
---
---    > vector.linspace(0, 1, 5)
---@param first number
---@param last number
---@param count integer ≥ 1
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return vector vector
function vector.linspace(first, last, count, type) end

---Reproducible random numbers.
---
---`stream` is a seed, or `{ seed = 7, "purpose", "name", lane = 3 }`; the same stream gives the same numbers on every machine, and streams of other names are independent. uniform: 0 ≤ x < 1; normal: mean 0, variance 1.
---
---Errors:
---- the seed is neither an integer nor a stream such as { seed = 7, "purpose" }
---- the memory limit is reached
---
---    > vector.random(4, 7, "normal")
---@param count integer ≥ 0
---@param stream any
---@param law? "uniform"|"normal" default uniform
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return vector vector
function vector.random(count, stream, law, type) end
