---@meta

---Arrays in NumPy's .npy files.
---@class npylib
npy = {}

---Reads a file: a vector of one dimension, or a matrix of two.
---
---Elements <f4 <f8 <i8 |b1, and |i1 |u1 widened to f32. A malformed or truncated file is an error.
---
---Errors:
---- the file cannot be read, or holds no array of one or two dimensions of a known type
---
---    > (function() local p = os.tmpname(); npy.save(p, vector.ones(3)); return npy.load(p) end)()
---@param path string
---@return any array vector or matrix
function npy.load(path) end

---Writes a vector or a matrix.
---
---Errors:
---- the file cannot be written
---- the value is neither a vector nor a matrix
---
---    > npy.save(os.tmpname(), matrix.identity(2))
---@param path string
---@param array any vector or matrix
function npy.save(path, array) end
