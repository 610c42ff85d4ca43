---@meta

---Labelled utterances and their embeddings.
---@class utterances
---@field count integer How many rows.
---@field dimension integer Length of an embedding.
local Utterances = {}

---What was said.
---
---Errors:
---- there is no such row
---
---    > data.utterances():text(1)
---@param row integer ≥ 1
---@return string text
function Utterances:text(row) end

---Its label; nil where it is out of scope.
---
---Errors:
---- there is no such row
---
---    > data.utterances():intent(1)
---@param row integer ≥ 1
---@return string? intent
function Utterances:intent(row) end

---Its intent's domain; nil where it is out of scope.
---
---Errors:
---- there is no such row
---
---    > data.utterances():domain(1)
---@param row integer ≥ 1
---@return string? domain
function Utterances:domain(row) end

---train, val or test.
---
---Errors:
---- there is no such row
---
---    > data.utterances():split(1)
---@param row integer ≥ 1
---@return string split
function Utterances:split(row) end

---Its sentence embedding.
---
---Errors:
---- there is no such row
---
---    > #data.utterances():embedding(1)
---@param row integer ≥ 1
---@return vector embedding
function Utterances:embedding(row) end

---Requests in order of time.
---@class arrivals
---@field count integer How many requests.
---@field duration integer From the first to the last.
local Arrivals = {}

---Since the first request.
---
---Errors:
---- there is no such row
---
---    > data.arrivals():time(2)
---@param row integer ≥ 1
---@return integer time in µs
function Arrivals:time(row) end

---Tokens of the prompt.
---
---Errors:
---- there is no such row
---
---    > data.arrivals():context(1)
---@param row integer ≥ 1
---@return integer tokens
function Arrivals:context(row) end

---Tokens of the answer.
---
---Errors:
---- there is no such row
---
---    > data.arrivals():generated(1)
---@param row integer ≥ 1
---@return integer tokens
function Arrivals:generated(row) end

---Round-trip times between hosts, not necessarily symmetric.
---@class rtt
---@field count integer How many hosts.
---@field missing integer How many pairs were not measured.
local Rtt = {}

---From one host to another and back.
---
---Errors:
---- there is no such host
---
---    > data.rtt():at(1, 2)
---@param from integer ≥ 1
---@param to integer ≥ 1
---@return integer time in µs
function Rtt:at(from, to) end

---Real input: labelled utterances, request arrivals, round-trip times.
---@class datalib
data = {}

---Labelled utterances with sentence embeddings; read once a process.
---
---A folder holds utterances.tsv, embeddings.i8.npy and scales.f32.npy, whose rows belong together.
---
---Errors:
---- a file is missing, or is not of the format
---
---    > u = data.utterances()
---@param folder? string default the bundled CLINC150
---@return utterances utterances
function data.utterances(folder) end

---When requests reached a production service, and how long they were.
---
---CSV with the header TIMESTAMP,ContextTokens,GeneratedTokens.
---
---Errors:
---- the file is missing, or is not of the format
---
---    > a = data.arrivals()
---@param path? string default the bundled hour of conversations
---@return arrivals arrivals
function data.arrivals(path) end

---Round-trip times between real hosts.
---
---A float32 .npy matrix; a zero off the diagonal means not measured.
---
---Errors:
---- the file is missing, is no square matrix, or has no measured pair
---
---    > data.rtt():at(1, 2)
---@param path? string default the bundled PlanetLab matrix
---@param unit? "milliseconds"|"seconds" of the numbers in the file; default milliseconds
---@return rtt times
function data.rtt(path, unit) end
