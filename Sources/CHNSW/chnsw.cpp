/* hnswlib defines functions in its headers: no other file may include them. */
#include "links.h"
#include "walk.h"

#include <new>

struct chnsw {
  formic::Codes codes;
  formic::Graph graph;

  chnsw(const chnsw_parameters &parameters, uint32_t capacity)
      : codes(parameters), graph(&codes, parameters, capacity) {}
};

/* Nothing is thrown across the boundary to Swift, which could not catch it. */
template <typename Body> static chnsw_status guarded(Body body) {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return CHNSW_NO_MEMORY;
  } catch (...) {
    return CHNSW_FAILED;
  }
}

/* A distance that Ctrl-C cut short would link wrongly: a step ends whole. */
struct Shield {
  Shield() { ck_shield(true); }
  ~Shield() { ck_shield(false); }
};

chnsw *chnsw_create(const chnsw_parameters *parameters, uint32_t capacity) {
  chnsw *graph = nullptr;
  guarded([&] {
    graph = new chnsw(*parameters, capacity ? capacity : 1);
    return CHNSW_DONE;
  });
  return graph;
}

void chnsw_destroy(chnsw *graph) { delete graph; }

chnsw_status chnsw_put(chnsw *graph, uint32_t label, const float *vector, int level) {
  Shield shield;
  return guarded([&] {
    graph->graph.put(label, vector, level);
    return CHNSW_DONE;
  });
}

void chnsw_remove(chnsw *graph, uint32_t label) { graph->graph.remove(label); }

size_t chnsw_search(chnsw *graph, const float *query, size_t ef, const uint8_t *allowed, uint32_t without, uint32_t *labels) {
  Shield shield;
  size_t found = SIZE_MAX;
  guarded([&] {
    found = graph->graph.search(query, ef, allowed, without, labels);
    return CHNSW_DONE;
  });
  return found;
}

size_t chnsw_nodes(const chnsw *graph) { return graph->graph.cur_element_count; }
int chnsw_top_level(const chnsw *graph) { return graph->graph.maxlevel_; }
size_t chnsw_bytes(const chnsw *graph) { return graph->graph.bytes(); }
int chnsw_contains(const chnsw *graph, uint32_t label) { return graph->graph.label_lookup_.count(label) > 0; }

size_t chnsw_link_words(const chnsw *graph) { return graph->graph.link_words(); }
void chnsw_copy_links(const chnsw *graph, uint32_t *words) { graph->graph.copy_links(words); }

chnsw_status chnsw_restore(chnsw *graph, const uint32_t *words, size_t count, const float *rows, size_t stride,
                           uint32_t row_count) {
  Shield shield;
  return guarded([&] { return graph->graph.restore(words, count, rows, stride, row_count) ? CHNSW_DONE : CHNSW_INVALID; });
}
