---@meta

---A two-dimensional array: m:get(i, j), rows and columns from 1.
---@class matrix
---@field type string Type of the elements: f32, f64, i64 or mask.
---@field rows integer How many rows there are.
---@field columns integer How many columns there are.
---@operator add(any): matrix
---@operator sub(any): matrix
---@operator mul(any): matrix
---@operator div(any): matrix
---@operator idiv(any): matrix
---@operator unm: matrix
local Matrix = {}

---A contiguous copy that owns its memory.
---
---    > matrix.identity(2):copy()
---@return matrix matrix
function Matrix:copy() end

---A copy whose elements are of another type.
---
---To i64, elements must be whole numbers of 64 bits.
---
---Errors:
---- an element is no whole number of 64 bits, where the new type is i64
---
---    > matrix.identity(2):convert("f64")
---@param type "f32"|"f64"|"i64"|"mask"
---@return matrix matrix
function Matrix:convert(type) end

---Lets go of the memory now; any later use is an error.
---
---Views of an array that owns its memory end with it.
---
---    > matrix.identity(2):close()
function Matrix:close() end

---Sets every element.
---
---Errors:
---- the number is none of the type of the elements
---
---    > matrix.identity(2):fill(1)
---@param value number
---@return matrix self the same matrix
function Matrix:fill(value) end

---Writes another array's elements over this one's.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > matrix.identity(2):assign(matrix.identity(2))
---@param other matrix
---@return matrix self the same matrix
function Matrix:assign(other) end

---Adds a · x in place, with one rounding an element.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > matrix.identity(2):axpy(0.5, matrix.identity(2))
---@param a number
---@param x matrix
---@return matrix self the same matrix
function Matrix:axpy(a, x) end

---Multiplies every element in place.
---
---Errors:
---- the number is none of the type of the elements
---- an integer overflows
---
---    > matrix.identity(2):scale(2)
---@param a number
---@return matrix self the same matrix
function Matrix:scale(a) end

---Total of the elements; of a mask, how many are 1.
---
---In one order on every CPU. Integers are checked.
---
---Errors:
---- an integer overflows
---
---    > matrix.identity(2):sum()
---@return number total
function Matrix:sum() end

---Mean of the elements, NaN of nothing.
---
---    > matrix.identity(2):mean()
---@return number mean
function Matrix:mean() end

---Least element, passing over NaN; nil of nothing.
---
---    > matrix.identity(2):min()
---@return number? least
function Matrix:min() end

---Greatest element, passing over NaN; nil of nothing.
---
---    > matrix.identity(2):max()
---@return number? greatest
function Matrix:max() end

---Raises every element to a power in place.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):pow(2)
---@param exponent number
---@return matrix self the same matrix
function Matrix:pow(exponent) end

---Adds another matrix, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > matrix.identity(2):add(2)
---@param other any matrix or number
---@return matrix self the same matrix
function Matrix:add(other) end

---Subtracts another matrix, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > matrix.identity(2):sub(2)
---@param other any matrix or number
---@return matrix self the same matrix
function Matrix:sub(other) end

---Multiplies by another matrix, or a number, in place.
---
---Integers are checked: overflow is an error.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > matrix.identity(2):mul(2)
---@param other any matrix or number
---@return matrix self the same matrix
function Matrix:mul(other) end

---Divides by another matrix, or a number, in place.
---
---Integers are checked: overflow is an error. Of integers: rounded down, as `//`.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---- an integer overflows, or is divided by zero
---
---    > matrix.identity(2):div(2)
---@param other any matrix or number
---@return matrix self the same matrix
function Matrix:div(other) end

---Replaces every element x by exp(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):exp()
---@return matrix self the same matrix
function Matrix:exp() end

---Replaces every element x by log(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):log()
---@return matrix self the same matrix
function Matrix:log() end

---Replaces every element x by tanh(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):tanh()
---@return matrix self the same matrix
function Matrix:tanh() end

---Replaces every element x by sqrt(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):sqrt()
---@return matrix self the same matrix
function Matrix:sqrt() end

---Replaces every element x by abs(x).
---
---The same bits on every CPU. f32 and f64.
---
---Errors:
---- the elements are neither f32 nor f64
---
---    > matrix.identity(2):abs()
---@return matrix self the same matrix
function Matrix:abs() end

---One element.
---
---Errors:
---- there is no such row or column
---
---    > matrix.identity(2):get(1, 1)
---@param row integer ≥ 1
---@param column integer ≥ 1
---@return number element
function Matrix:get(row, column) end

---Sets one element.
---
---Errors:
---- there is no such row or column
---- the number is none of the type of the elements
---
---    > matrix.zeros(2, 2):set(1, 2, 5)
---@param row integer ≥ 1
---@param column integer ≥ 1
---@param value number
---@return matrix self the same matrix
function Matrix:set(row, column, value) end

---A row, without a copy.
---
---Errors:
---- there is no such row
---
---    > matrix.identity(3):row(2)
---@param row integer ≥ 1
---@return vector view
function Matrix:row(row) end

---A column, without a copy.
---
---Errors:
---- there is no such column
---
---    > matrix.identity(3):column(2)
---@param column integer ≥ 1
---@return vector view
function Matrix:column(column) end

---Rows first to last, without a copy.
---
---Errors:
---- the range is none of this matrix
---
---    > matrix.identity(3):slice(2, 3)
---@param first integer ≥ 1
---@param last integer ≥ 0
---@return matrix view
function Matrix:slice(first, last) end

---Rows and columns exchanged, without a copy.
---
---    > matrix.zeros(2, 3):transpose()
---@return matrix view
function Matrix:transpose() end

---The product with a vector: one dot product a row.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > matrix.identity(3):gemv(vector.new{ 1, 2, 3 })
---@param x vector
---@param out? vector default a new vector
---@return vector product
function Matrix:gemv(x, out) end

---The product with a matrix.
---
---Errors:
---- the types, lengths or shapes of the operands don't fit together
---
---    > matrix.identity(2):gemm(matrix.new{ { 1, 2 }, { 3, 4 } })
---@param other matrix
---@return matrix product
function Matrix:gemm(other) end

---Two-dimensional arrays, shared with native code without copying.
---@class matrixlib
matrix = {}

---A matrix of zeros.
---
---Errors:
---- the memory limit is reached
---
---    > matrix.zeros(2, 3)
---@param rows integer ≥ 0
---@param columns integer ≥ 0
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return matrix matrix
function matrix.zeros(rows, columns, type) end

---A matrix of a table of rows, each a table or a vector.
---
---Errors:
---- the rows are not tables or vectors of numbers of one length
---- the memory limit is reached
---
---    > matrix.new{ { 1, 2 }, { 3, 4 } }
---@param rows table
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return matrix matrix
function matrix.new(rows, type) end

---The identity matrix.
---
---Errors:
---- the memory limit is reached
---
---    > matrix.identity(3)
---@param size integer ≥ 0
---@param type? "f32"|"f64"|"i64"|"mask" default f32
---@return matrix matrix
function matrix.identity(size, type) end

---Reproducible random numbers; see vector.random.
---
---Errors:
---- the seed is neither an integer nor a stream such as { seed = 7, "purpose" }
---- the memory limit is reached
---
---    > matrix.random(2, 3, { seed = 7, "weights" }, "normal")
---@param rows integer ≥ 0
---@param columns integer ≥ 0
---@param stream any
---@param law? "uniform"|"normal" default uniform
---@return matrix matrix
function matrix.random(rows, columns, stream, law) end
