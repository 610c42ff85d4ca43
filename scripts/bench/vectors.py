"""Peers of Formic's vector memory (P16): the ten nearest of the same vectors, at the same recall, on one thread."""

import time
from pathlib import Path

SENTENCES = Path(__file__).resolve().parents[1] / "data" / "clinc150"
DIMENSION = 384
NEAREST = 10
WANTED = 0.95
FIRST_QUERY = 1_000_000  # rows from here on are queries
SIZES = [23_700, 100_000]


def clustered(start, stop):
    """Rows as `formic bench P16` makes them: a sentence's embedding, from the second time round with noise of ± 1/16."""
    import numpy

    codes = numpy.load(SENTENCES / "embeddings.i8.npy")
    scales = numpy.load(SENTENCES / "scales.f32.npy")
    rows = numpy.arange(start, stop, dtype=numpy.uint64)
    chosen = (rows * numpy.uint64(7919) % numpy.uint64(len(codes))).astype(numpy.int64)
    vectors = codes[chosen].astype(numpy.float32) * scales[chosen, None]
    for first in range(0, len(rows), 4096):
        part = rows[first : first + 4096]
        noisy = part >= len(codes)
        z = part[noisy, None] * numpy.uint64(DIMENSION) + numpy.arange(DIMENSION, dtype=numpy.uint64)
        z = z + numpy.uint64(0x9E3779B97F4A7C15)  # SplitMix64
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = (z ^ (z >> numpy.uint64(31))) >> numpy.uint64(40)
        noise = (z.astype(numpy.float32) / numpy.float32(1 << 24) - numpy.float32(0.5)) / numpy.float32(8)
        vectors[first : first + 4096][noisy] += noise
    return vectors


def unit(vectors):
    import numpy

    return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


def exact(data, queries):
    """The ids of the nearest by cosine, a block of queries at a time."""
    import numpy

    nearest = [numpy.argpartition(-(queries[i : i + 250] @ data.T), NEAREST, axis=1)[:, :NEAREST] for i in range(0, len(queries), 250)]
    return numpy.concatenate(nearest)


def recall(found, truth):
    return sum(len(set(a) & set(b)) for a, b in zip(found.tolist(), truth.tolist())) / truth.size


def least_width(search, truth):
    """The least width that reaches the recall wanted, within a tenth, as `VectorIndex.tune` looks for it."""
    low, high = NEAREST - 1, NEAREST
    while recall(search(high), truth) < WANTED:
        low, high = high, 2 * high
    while high - low > max(1, high // 10):
        middle = (low + high) // 2
        if recall(search(middle), truth) >= WANTED:
            high = middle
        else:
            low = middle
    return high


def microseconds(work, queries, samples=31):
    """CPU time of a query, the median of some runs over all of them."""
    work()
    times = []
    for _ in range(samples):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return sorted(times)[samples // 2] / queries * 1e6


def measure_size(size):
    import faiss
    import hnswlib
    import numpy

    faiss.omp_set_num_threads(1)
    data, tuning, queries = unit(clustered(0, size)), unit(clustered(FIRST_QUERY + 2_000, FIRST_QUERY + 2_500)), unit(clustered(FIRST_QUERY, FIRST_QUERY + 1_000))
    truth, tuning_truth = exact(data, queries), exact(data, tuning)
    rows = {}

    def graph(name, build, search):
        start = time.process_time()
        build()
        rows[name, "graph built (s)"] = time.process_time() - start
        width = least_width(lambda ef: search(tuning, ef), tuning_truth)
        rows[name, "graph (µs)"] = microseconds(lambda: search(queries, width), len(queries))
        rows[name, "recall"] = recall(search(queries, width), truth)
        rows[name, "ef"] = width

    index = hnswlib.Index(space="cosine", dim=DIMENSION)
    index.init_index(max_elements=size, M=16, ef_construction=200, random_seed=1)
    index.set_num_threads(1)

    def by_hnswlib(batch, ef):
        index.set_ef(ef)
        return index.knn_query(batch, k=NEAREST, num_threads=1)[0]

    graph("hnswlib", lambda: index.add_items(data, num_threads=1), by_hnswlib)
    linked = faiss.IndexHNSWFlat(DIMENSION, 16, faiss.METRIC_INNER_PRODUCT)
    linked.hnsw.efConstruction = 200

    def by_faiss(batch, ef):
        linked.hnsw.efSearch = ef
        return linked.search(batch, NEAREST)[1]

    graph("faiss", lambda: linked.add(data), by_faiss)

    def scan_alone():
        return [numpy.argpartition(-(data @ query), NEAREST)[:NEAREST] for query in queries[:4]]

    rows["numpy", "scan (µs)"] = microseconds(scan_alone, 4, samples=11)
    flat = faiss.IndexFlatIP(DIMENSION)
    flat.add(data)
    rows["faiss", "scan (µs)"] = microseconds(lambda: [flat.search(queries[i : i + 1], NEAREST) for i in range(4)], 4, samples=11)
    rows["faiss", "scan, 256 at once (µs)"] = microseconds(lambda: flat.search(queries[:256], NEAREST), 256, samples=5)
    distances = [numpy.sort(1 - data @ query)[:NEAREST] for query in queries[:4]]
    rows["numpy", "distances of 40 nearest, summed"] = float(numpy.sum(distances, dtype=numpy.float64))
    return rows


def measure():
    """{peer: {work: figure}}"""
    figures = {}
    for size in SIZES:
        for (peer, work), figure in measure_size(size).items():
            figures.setdefault(peer, {})[f"10 nearest of {size} × 384, {work}"] = figure
    return figures
