---@meta

---Nodes are added bottom-up, and computed only when asked for and out of date.
---@class compute_graph
local Compute_graph = {}

---A leaf of data, zero until it is set.
---
---Errors:
---- the shape is more than memory holds
---
---    > graph.new():input(1, 3)
---@param rows integer ≥ 0
---@param columns integer ≥ 0
---@return graph_node node
function Compute_graph:input(rows, columns) end

---A leaf to be trained, which uses the matrix in place.
---
---Errors:
---- the matrix is not f32
---
---    > graph.new():parameter(matrix.identity(3))
---@param matrix matrix
---@return graph_node node
function Compute_graph:parameter(matrix) end

---A leaf of fixed data, which uses the matrix in place.
---
---Errors:
---- the matrix is not f32
---
---    > graph.new():constant(matrix.identity(3))
---@param matrix matrix
---@return graph_node node
function Compute_graph:constant(matrix) end

---Copies the elements of a matrix, or of a vector as one row, into a leaf.
---
---Errors:
---- a node belongs to another graph
---- the node is no leaf, or the elements do not fit it
---
---    > (function() local g = graph.new(); g:set(g:input(1, 3), vector.ones(3)) end)()
---@param leaf graph_node
---@param elements any
function Compute_graph:set(leaf, elements) end

---Sets the labels of a cross-entropy: one class a row, from 1.
---
---Errors:
---- a node belongs to another graph
---- a label is no class, or there are not as many as rows
---
---    > (function() local g = graph.new(); g:set_labels(g:input(2, 1), { 1, 3 }) end)()
---@param leaf graph_node
---@param labels table
function Compute_graph:set_labels(leaf, labels) end

---Says that a leaf's matrix was changed from outside.
---
---Errors:
---- a node belongs to another graph
---
---    > (function() local g = graph.new(); g:touch(g:parameter(matrix.identity(2))) end)()
---@param leaf graph_node
function Compute_graph:touch(leaf) end

---a · b
---
---Errors:
---- a node belongs to another graph
---- the shapes do not fit together
---
---    > (function() local g = graph.new(); return g:matmul(g:input(1, 3), g:input(3, 2)) end)()
---@param a graph_node
---@param b graph_node
---@return graph_node node
function Compute_graph:matmul(a, b) end

---x · weightsᵀ: one example a row of x, one output a row of weights.
---
---Errors:
---- a node belongs to another graph
---- the shapes do not fit together
---
---    > (function() local g = graph.new(); return g:linear(g:input(1, 3), g:input(2, 3)) end)()
---@param x graph_node
---@param weights graph_node
---@return graph_node node
function Compute_graph:linear(x, weights) end

---a + b; b may be one row, added to every row of a.
---
---Errors:
---- a node belongs to another graph
---- the shapes do not fit together
---
---    > (function() local g = graph.new(); return g:add(g:input(2, 3), g:input(1, 3)) end)()
---@param a graph_node
---@param b graph_node
---@return graph_node node
function Compute_graph:add(a, b) end

---max(x, 0)
---
---Errors:
---- a node belongs to another graph
---
---    > (function() local g = graph.new(); return g:relu(g:input(2, 3)) end)()
---@param x graph_node
---@return graph_node node
function Compute_graph:relu(x) end

---factor · x
---
---Errors:
---- a node belongs to another graph
---
---    > (function() local g = graph.new(); return g:scale(g:input(2, 3), 2) end)()
---@param x graph_node
---@param factor number
---@return graph_node node
function Compute_graph:scale(x, factor) end

---base + scale · B(A x): a low-rank adapter on `base`, in residual form where that is x.
---
---`down` is A, rank × inputs; `up` is the transpose of B, rank × outputs. Hu et al. 2021.
---
---Errors:
---- a node belongs to another graph
---- the shapes do not fit together
---
---    > (function() local g = graph.new(); local x = g:input(1, 4); return g:lora(x, x, g:input(2, 4), g:input(2, 4), 1) end)()
---@param base graph_node
---@param x graph_node
---@param down graph_node
---@param up graph_node
---@param scale number
---@return graph_node node
function Compute_graph:lora(base, x, down, up, scale) end

---Mean over rows of −log softmax(logits)[label], a 1×1 loss.
---
---`labels` is an input of one column.
---
---Errors:
---- a node belongs to another graph
---- the labels are no input of one column with as many rows
---
---    > (function() local g = graph.new(); return g:cross_entropy(g:input(2, 3), g:input(2, 1)) end)()
---@param logits graph_node
---@param labels graph_node
---@return graph_node node
function Compute_graph:cross_entropy(logits, labels) end

---A copy of a node's value, computed if it is out of date.
---
---Errors:
---- a node belongs to another graph
---
---    > (function() local g = graph.new(); return g:value(g:input(1, 3)) end)()
---@param node graph_node
---@return matrix value
function Compute_graph:value(node) end

---The value of a 1×1 node, e.g. a loss.
---
---Errors:
---- a node belongs to another graph
---- the value is not 1×1
---
---    > (function() local g = graph.new(); return g:scalar(g:input(1, 1)) end)()
---@param node graph_node
---@return number value
function Compute_graph:scalar(node) end

---Computes the gradients of a node with respect to the parameters upstream.
---
---Errors:
---- a node belongs to another graph
---- the value is not 1×1
---
---    > (function() local g = graph.new(); g:differentiate(g:parameter(matrix.identity(2))) end)()
---@param node graph_node
function Compute_graph:differentiate(node) end

---A copy of the gradient with respect to a node, after `differentiate`.
---
---Errors:
---- a node belongs to another graph
---- nothing has been differentiated yet
---
---    > (function() local g = graph.new(); local w = g:parameter(matrix.identity(2)); g:differentiate(w); return g:gradient(w) end)()
---@param node graph_node
---@return matrix gradient
function Compute_graph:gradient(node) end

---A step of gradient descent on a parameter.
---
---Errors:
---- a node belongs to another graph
---- nothing has been differentiated yet
---
---    > (function() local g = graph.new(); local w = g:parameter(matrix.identity(2)); g:differentiate(w); g:descend(w, 0.1) end)()
---@param parameter graph_node
---@param rate number
function Compute_graph:descend(parameter, rate) end

---How often any node has been computed.
---
---    > graph.new():evaluations()
---@return integer count
function Compute_graph:evaluations() end

---A node of a compute graph.
---@class graph_node
---@field rows integer How many rows its value has.
---@field columns integer How many columns its value has.
local Graph_node = {}

---Lazy matrix computations with reverse-mode gradients: how anything is trained.
---@class graphlib
graph = {}

---An empty graph.
---
---    > graph.new()
---@return compute_graph graph
function graph.new() end
