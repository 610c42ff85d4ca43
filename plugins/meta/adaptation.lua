---@meta

---A low-rank adapter.
---@class microlora
---@field rank integer 1 … 64.
---@field bytes integer Memory its parameters take.
local Microlora = {}

---base + s · B(A x); the base is x itself when it is left out.
---
---Errors:
---- an array is not f32, or not of the size the adapter has
---
---    > adaptation.microlora(3, 3, 1):forward(vector.new{ 1, 2, 3 })
---@param x vector
---@param base? vector default x
---@return vector y
function Microlora:forward(x, base) end

---One step of gradient descent from one feedback.
---
---Errors:
---- an array is not f32, or not of the size the adapter has
---
---    > adaptation.microlora(2, 2, 1):train(vector.new{ 1, 0 }, vector.new{ 0, 1 }, 0.1)
---@param x vector
---@param gradient vector of the loss with respect to y
---@param rate number 0…1000000
---@return microlora self
function Microlora:train(x, gradient, rate) end

---Folds the adapter into the weights of its base (outputs × inputs).
---
---Errors:
---- an array is not f32, or not of the size the adapter has
---
---    > adaptation.microlora(2, 2, 1):merge(matrix.identity(2))
---@param weights matrix
---@return matrix weights
function Microlora:merge(weights) end

---Takes it out of them again.
---
---Errors:
---- an array is not f32, or not of the size the adapter has
---
---    > adaptation.microlora(2, 2, 1):unmerge(matrix.identity(2))
---@param weights matrix
---@return matrix weights
function Microlora:unmerge(weights) end

---A matrix stored in 8 bits.
---@class quantized_matrix
---@field bytes integer What is stored, scales included.
local Quantized_matrix = {}

---The product with a vector, which is quantised too; int32 accumulation.
---
---Errors:
---- x is not f32, or has not as many elements as the matrix has columns
---
---    > adaptation.quantize(matrix.identity(2)):gemv(vector.new{ 1, 0.5 })
---@param x vector
---@return vector y
function Quantized_matrix:gemv(x) end

---Low-rank adapters and matrices in 8 bits.
---@class adaptationlib
adaptation = {}

---An untrained low-rank adapter: it changes nothing yet.
---
---y = base + alpha / rank · B(A x), with A random and B zero (Hu et al. 2021).
---
---Errors:
---- the rank is above a dimension
---- the memory limit is reached
---
---    > lora = adaptation.microlora(8, 4, 2)
---@param inputs integer 1…1048576
---@param outputs integer 1…1048576
---@param rank integer 1…64
---@param alpha? number 1e-06…1000000; default rank
---@param seed? integer default 1
---@return microlora adapter
function adaptation.microlora(inputs, outputs, rank, alpha, seed) end

---A matrix in 8 bits, in groups along the row with a scale each.
---
---No element is off by more than half its group's scale.
---
---Errors:
---- the matrix is not f32, or has an element that is not finite
---
---    > adaptation.quantize(matrix.identity(4)).bytes
---@param weights matrix
---@param group? "32"|"64" elements that share a scale; default 32
---@return quantized_matrix quantized
function adaptation.quantize(weights, group) end
