---@meta

---Who is linked to whom.
---@class graph
---@field name string What it is.
---@field nodes integer How many nodes.
---@field links integer How many links.
---@field mean_degree number Links a node, on average.
---@field components integer How many parts that no link joins.
---@field diameter integer The longest shortest path in hops; nil where the graph is in parts. Exact if diameter_is_exact, else what it is at least.
---@field diameter_is_exact boolean Whether diameter is proven.
---@field clustering number Mean over nodes of the share of their pairs of neighbours that are linked.
---@field transitivity number Three times the triangles over the pairs of links that meet.
---@field spectral_gap number 1 − λ₂ of the Metropolis–Hastings mixing matrix: the share of disagreement gossip forgets a round; 0 for a graph in parts.
---@field spectral_residual number How far spectral_gap may be from 1 minus an eigenvalue.
local Graph = {}

---How many links a node has.
---
---Errors:
---- there is no such node
---
---    > topology.ring(5):degree(1)
---@param node integer 1…10000000
---@return integer degree
function Graph:degree(node) end

---Whom a node is linked to, ascending.
---
---Errors:
---- there is no such node
---
---    > topology.ring(5):neighbours(1)
---@param node integer 1…10000000
---@return vector nodes i64, from 1
function Graph:neighbours(node) end

---What a file calls a node; its number where none does.
---
---Errors:
---- there is no such node
---
---    > topology.ring(5):label(1)
---@param node integer 1…10000000
---@return string label
function Graph:label(node) end

---A shortest path between two nodes, both ends in it; nil where there is none.
---
---O(nodes + links).
---
---Errors:
---- there is no such node
---
---    > topology.ring(5):path(1, 3)
---@param from integer 1…10000000
---@param to integer 1…10000000
---@return vector? nodes i64, from 1
function Graph:path(from, to) end

---Every node's degree.
---
---    > topology.ring(5):degrees()
---@return vector degrees i64
function Graph:degrees() end

---@class graph.without.nodes
---@field [integer] integer 1…10000000

---The same nodes without the links of some: they have failed.
---
---O(nodes + links).
---
---Errors:
---- there is no such node
---
---    > topology.ring(5):without{ 1, 2 }.components
---@param nodes graph.without.nodes
---@return graph graph
function Graph:without(nodes) end

---@class graph.cut.nodes
---@field [integer] integer 1…10000000

---The same nodes without the links between some and the rest: the network is partitioned.
---
---O(nodes + links).
---
---Errors:
---- there is no such node
---
---    > topology.ring(6):cut{ 1, 2, 3 }.components
---@param nodes graph.cut.nodes
---@return graph graph
function Graph:cut(nodes) end

---Writes the links as text, which topology.edges reads.
---
---Errors:
---- the file cannot be written
---
---    > file = os.tmpname(); topology.ring(5):save(file); os.remove(file)
---@param path string
function Graph:save(path) end

---Rounds of weighted averaging on a graph that changes.
---@class mixing_sequence
---@field nodes integer How many nodes.
---@field rounds integer After how many every node has the mean.
---@field peers integer The most a node hears in a round.
local Mixing_sequence = {}

---Every node's values after a round, or after all of them.
---
---O(links · columns).
---
---Errors:
---- the values are not f64, or not a row a node
---
---    > topology.base(3, 2):mix(matrix.new({ { 1 }, { 2 }, { 6 } }, "f64"))
---@param values matrix f64, a row a node
---@param round? integer from 1; after the last the sequence starts again; 1…2147483647; default all, one after the other
---@return matrix mixed f64
function Mixing_sequence:mix(values, round) end

---Who hears whom in a round.
---
---    > topology.base(25, 2):graph(1).links
---@param round integer 1…2147483647
---@return graph graph
function Mixing_sequence:graph(round) end

---Who is linked to whom: graphs by rule, by chance and from files, and their measures.
---@class topologylib
topology = {}

---A cycle: the slowest way to agree. Two nodes have one link, one has none.
---
---    > topology.ring(10).diameter
---@param nodes integer 1…10000000
---@return graph graph
function topology.ring(nodes) end

---Every node is linked to every other.
---
---    > topology.complete(10).links
---@param nodes integer 1…10000
---@return graph graph
function topology.complete(nodes) end

---Every node is linked to those 1, 2, 4, 8 … steps away on a ring: gossip agrees in about log₂ n rounds.
---
---Ying et al., "Exponential graph is provably efficient for decentralized deep training", NeurIPS 2021.
---
---    > topology.exponential(16).diameter
---@param nodes integer 1…1000000
---@return graph graph
function topology.exponential(nodes) end

---@class topology.new.links.link
---@field [integer] integer 1…10000000

---@class topology.new.links
---@field [integer] topology.new.links.link two nodes

---A graph of the links that are given.
---
---Errors:
---- a link has not two nodes, or one that is not there
---
---    > topology.new(3, { { 1, 2 }, { 2, 3 } }).diameter
---@param nodes integer 1…10000000
---@param links? topology.new.links pairs of nodes; loops and repeats count once or not at all; default {}
---@return graph graph
function topology.new(nodes, links) end

---A random graph in which every node has the same number of links.
---
---Pairing with switches (Bollobás 1980; McKay & Wormald 1990).
---
---Errors:
---- nodes × degree is odd, or the degree is not below the nodes
---- that makes more than 50,000,000 links
---
---    > topology.regular(100, 8, 1).spectral_gap
---@param nodes integer 1…10000000
---@param degree integer 0…10000
---@param seed? integer of every draw; default 1
---@return graph graph
function topology.regular(nodes, degree, seed) end

---A ring whose nodes know their nearest, with some links moved to random nodes.
---
---Watts & Strogatz, Nature 393, 1998. The number of links stays nodes × degree / 2.
---
---Errors:
---- the degree is odd, or not below the nodes
---- that makes more than 50,000,000 links
---
---    > topology.small_world(100, 6, 0.1, 1).clustering
---@param nodes integer 1…10000000
---@param degree integer even; 0…1000
---@param rewiring number probability that a link is moved; 0…1
---@param seed? integer of every draw; default 1
---@return graph graph
function topology.small_world(nodes, degree, rewiring, seed) end

---Grown by preferential attachment: few hubs, many leaves.
---
---Barabási & Albert, Science 286, 1999; begun by a clique of links + 1.
---
---Errors:
---- that makes more than 50,000,000 links
---
---    > topology.scale_free(100, 2, 1):degree(1)
---@param nodes integer 1…10000000
---@param links integer of a new node; 0…1000
---@param seed? integer of every draw; default 1
---@return graph graph
function topology.scale_free(nodes, links, seed) end

---Points drawn in the unit square, linked where they are at most the radius apart.
---
---Connected, with high probability, from a radius of √(ln n / (π n)) up (Penrose 1997). O(nodes + links).
---
---Errors:
---- that makes more than 50,000,000 links
---
---    > topology.geometric(200, 0.15, 1).components
---@param nodes integer 1…10000000
---@param radius number 0…1.5
---@param seed? integer of every draw; default 1
---@return graph graph
function topology.geometric(nodes, radius, seed) end

---Points of a triangular lattice, each linked to its six neighbours: the format of Liu & Lee's networks.
---
---One 'x y' a line, two whole numbers.
---
---Errors:
---- the file cannot be read
---- a line is not two whole numbers, or repeats a point
---
---    > topology.lattice("scripts/data/consensus_nets/30-1").nodes
---@param path string
---@return graph graph
function topology.lattice(path) end

---A list of links as text: two names a line, and what follows them is ignored; # begins a comment.
---
---A name alone is a node without links. Where all names are whole numbers, nodes are numbered in their order, otherwise in order of appearance; g:label(i) tells a node's name.
---
---Errors:
---- the file cannot be read, or names nothing
---- a name is longer than 256 bytes
---
---    > file = os.tmpname(); topology.ring(5):save(file); g = topology.edges(file); os.remove(file)
---@param path string
---@return graph graph
function topology.edges(path) end

---A map of routers in node-link JSON, as TopoHub's Gabriel graphs are.
---
---Errors:
---- the file cannot be read, or is not JSON
---- nodes or edges are missing, or name what isn't there
---
---    > topology.map("scripts/data/topology/gabriel/gabriel-25-0.json").diameter
---@param path string
---@return graph graph
function topology.map(path) end

---@class topology.from_rtt.options
---@field nearest? integer links each host to so many nearest ones; 1…100000; default by time
---@field below_ms? number links all pairs no further apart; 0…2000000 ms; default by number
---@field unit? "ms"|"s" of the numbers in the file; default ms

---Hosts linked by the measured round-trip times between them.
---
---A square float32 .npy matrix. A zero off the diagonal is filled from the way back, or else by the median; the two ways count by their mean.
---
---Errors:
---- the file cannot be read, or is no square matrix of times
---- neither or both of nearest and below_ms are given
---
---    > topology.from_rtt("scripts/data/rtt/planetlab-490-slice01.f32.npy", { nearest = 8 }).mean_degree
---@param path string
---@param options topology.from_rtt.options nearest or below_ms
---@return graph graph
function topology.from_rtt(path, options) end

---Rounds of averaging after which every node holds the exact mean: the Base-(k + 1) graph.
---
---A graph that changes from round to round, for any number of nodes: O(log n) rounds in which none hears more than k peers. Takezawa et al., "Beyond exponential graph", NeurIPS 2023.
---
---Errors:
---- nodes × peers is more than 4000000
---
---    > topology.base(25, 2).rounds
---@param nodes integer 1…100000
---@param peers integer k: the most a node hears in a round; 1…1000
---@return mixing_sequence sequence
function topology.base(nodes, peers) end
