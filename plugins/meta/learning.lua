---@meta

---A frozen linear classifier over embeddings.
---@class softmax_head
local Softmax_head = {}

---The class of an embedding, from 1, and the probability the head gives it.
---
---Errors:
---- the embedding is not f32, finite, and of the length the head takes
---
---    > learning.head(data.utterances()):predict(data.utterances():embedding(1))
---@param embedding vector
---@param precision? "f32"|"int8" default f32
---@return integer class
---@return number confidence
function Softmax_head:predict(embedding, precision) end

---Share of in-scope rows of a split it gets right, with the ends of the 95% interval.
---
---Errors:
---- the utterances are not those the head is for
---
---    > learning.head(data.utterances()):evaluate(data.utterances(), "val")
---@param utterances utterances
---@param split "train"|"val"|"test"
---@param precision? "f32"|"int8" default f32
---@return number accuracy
---@return number low
---@return number high
function Softmax_head:evaluate(utterances, split, precision) end

---Memory its parameters take.
---
---    > learning.head(data.utterances()):bytes("int8")
---@param precision "f32"|"int8"
---@return integer bytes in bytes
function Softmax_head:bytes(precision) end

---Classifiers that learn, alone and from peers.
---@class learninglib
learning = {}

---A softmax head trained on the first few rows of each intent; the same every time.
---
---Trained through the compute graph; kept for the process.
---
---Errors:
---- there are too few rows to train on
---
---    > h = learning.head(data.utterances())
---@param utterances utterances
---@param shots? integer training rows an intent; 1…100; default 10
---@return softmax_head head
function learning.head(utterances, shots) end

---out = own + Σ pull_j · (peer_j − own): what a weighted average of gradients is made of.
---
---Errors:
---- the sizes of the gradients differ
---- an array is not f32
---
---    > learning.mix(vector.new{ 0 }, matrix.new{ { 4 } }, vector.new{ 0.5 }, vector.zeros(1))
---@param own vector this node's gradient
---@param peers matrix one row a peer
---@param pulls vector one a peer
---@param out vector where the answer goes
---@return vector out
function learning.mix(own, peers, pulls, out) end

---The mean of own and the peers in each coordinate, without the least and the greatest few.
---
---With trim = peers // 2 it is the median. Yin et al. 2018.
---
---Errors:
---- the sizes of the gradients differ
---- more would be left out than there is
---
---    > learning.trimmed_mean(vector.new{ 1 }, matrix.new{ { 2 }, { 90 } }, 1, vector.zeros(1))
---@param own vector this node's gradient
---@param peers matrix one row a peer
---@param trim integer left out at either end; at most half the peers; 0…65536
---@param out vector where the answer goes
---@return vector out
function learning.trimmed_mean(own, peers, trim, out) end
