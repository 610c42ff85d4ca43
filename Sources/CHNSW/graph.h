/* hnswlib's graph, searched in a way of our own: filtered and with removed nodes passed over while it walks, without
   allocation, and with the vectors that are looked at next on their way from memory. */
#ifndef CHNSW_GRAPH_H
#define CHNSW_GRAPH_H

#include "codes.h"

#include <vector>

namespace formic {

class Graph : public hnswlib::HierarchicalNSW<float> {
public:
  /* hnswlib's own random levels are off: they come with each node. */
  Graph(Codes *codes, const chnsw_parameters &parameters, size_t capacity)
      : HierarchicalNSW(codes, capacity, parameters.m, parameters.ef_construction), codes_(codes), code_(codes->get_data_size()) {
    mult_ = 0;
  }

  void put(uint32_t label, const float *vector, int level);
  void remove(uint32_t label);
  size_t search(const float *query, size_t ef, const uint8_t *allowed, uint32_t without, uint32_t *labels);

  size_t bytes() const;

  size_t link_words() const;
  void copy_links(uint32_t *words) const;
  bool restore(const uint32_t *words, size_t count, const float *rows, size_t stride, uint32_t row_count);

private:
  struct Candidate {
    float distance;
    hnswlib::tableint node;
  };
  struct Farther { /* a heap by it has the nearest on top; ties by node, so that every standard library walks alike */
    bool operator()(const Candidate &a, const Candidate &b) const {
      return a.distance > b.distance || (a.distance == b.distance && a.node > b.node);
    }
  };
  struct Nearer {
    bool operator()(const Candidate &a, const Candidate &b) const { return Farther()(b, a); }
  };

  void reserve(size_t nodes);
  hnswlib::tableint descend(const char *query, hnswlib::tableint without, float &distance) const;
  void walk(const char *query, hnswlib::tableint entry, float distance, size_t ef, const uint8_t *allowed, hnswlib::tableint without);
  bool counts(hnswlib::tableint node, const uint8_t *allowed) const {
    return !removed_[node] && (!allowed || allowed[getExternalLabel(node)]);
  }
  void prefetch(hnswlib::tableint node) const {
    const char *data = getDataByInternalId(node);
    for (size_t offset = 0; offset < code_.size(); offset += 64) __builtin_prefetch(data + offset);
  }

  Codes *codes_;
  std::vector<char> code_;        /* of the vector that is put or asked for */
  std::vector<uint8_t> removed_;  /* by node */
  size_t removed_count_ = 0;
  std::vector<uint32_t> visited_; /* by node: the last walk that came by */
  uint32_t walks_ = 0;
  std::vector<Candidate> frontier_, found_;
  std::vector<hnswlib::tableint> fresh_;
};

} // namespace formic
#endif
