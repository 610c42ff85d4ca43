/* How the graph is filled and searched. */
#ifndef CHNSW_WALK_H
#define CHNSW_WALK_H

#include "graph.h"

#include <algorithm>

namespace formic {

using hnswlib::tableint;

inline void Graph::reserve(size_t nodes) {
  if (nodes > max_elements_) resizeIndex(std::max(nodes, max_elements_ + max_elements_ / 2));
  removed_.resize(max_elements_, 0);
  visited_.resize(max_elements_, 0);
}

inline void Graph::put(uint32_t label, const float *vector, int level) {
  auto known = label_lookup_.find(label);
  if (known == label_lookup_.end()) reserve(cur_element_count + 1);
  codes_->encode(vector, code_.data());
  addPoint(code_.data(), label, level);
  if (known != label_lookup_.end() && removed_[known->second]) {
    removed_[known->second] = 0;
    removed_count_--;
  }
}

inline void Graph::remove(uint32_t label) {
  auto known = label_lookup_.find(label);
  if (known == label_lookup_.end() || removed_[known->second]) return;
  removed_[known->second] = 1;
  removed_count_++;
}

inline size_t Graph::bytes() const {
  size_t upper = 0;
  for (size_t node = 0; node < cur_element_count; node++) upper += size_links_per_element_ * element_levels_[node];
  /* per node: level, lock, upper links, label lookup (a list cell and a bucket), and what our search keeps */
  size_t node = size_data_per_element_ + sizeof(int) + sizeof(std::mutex) + sizeof(void *) + 4 * sizeof(void *) + 2 + 1 + 4;
  return max_elements_ * node + upper + max_update_element_locks * sizeof(std::mutex);
}

inline size_t Graph::search(const float *query, size_t ef, const uint8_t *allowed, uint32_t *labels) {
  if (cur_element_count == removed_count_ || ef == 0) return 0;
  codes_->encode(query, code_.data());
  float distance;
  tableint entry = descend(code_.data(), distance);
  walk(code_.data(), entry, distance, std::min(ef, cur_element_count), allowed);
  std::sort(found_.begin(), found_.end(), Nearer());
  for (size_t i = 0; i < found_.size(); i++) labels[i] = static_cast<uint32_t>(getExternalLabel(found_[i].node));
  return found_.size();
}

/* The node that no neighbour is nearer than, level by level, down to the lowest. */
inline tableint Graph::descend(const char *query, float &distance) const {
  tableint node = enterpoint_node_;
  distance = fstdistfunc_(query, getDataByInternalId(node), dist_func_param_);
  for (int level = maxlevel_; level > 0; level--) {
    for (bool changed = true; changed;) {
      changed = false;
      auto *links = get_linklist(node, level);
      const tableint *neighbours = links + 1;
      size_t count = getListCount(links);
      for (size_t i = 0; i < count; i++) prefetch(neighbours[i]);
      for (size_t i = 0; i < count; i++) {
        float d = fstdistfunc_(query, getDataByInternalId(neighbours[i]), dist_func_param_);
        if (d < distance) {
          distance = d;
          node = neighbours[i];
          changed = true;
        }
      }
    }
  }
  return node;
}

/* Best first over the lowest level until nothing unseen can be nearer than the `ef` best that count. */
inline void Graph::walk(const char *query, tableint entry, float distance, size_t ef, const uint8_t *allowed) {
  constexpr size_t ahead = 4;
  if (++walks_ == 0) {
    std::fill(visited_.begin(), visited_.end(), 0);
    walks_ = 1;
  }
  frontier_.clear();
  found_.clear();
  fresh_.resize(maxM0_);
  frontier_.push_back({distance, entry});
  if (counts(entry, allowed)) found_.push_back({distance, entry});
  visited_[entry] = walks_;
  while (!frontier_.empty()) {
    Candidate nearest = frontier_.front();
    if (found_.size() == ef && nearest.distance > found_.front().distance) break;
    std::pop_heap(frontier_.begin(), frontier_.end(), Farther());
    frontier_.pop_back();

    auto *links = get_linklist0(nearest.node);
    const tableint *neighbours = links + 1;
    size_t count = getListCount(links), fresh = 0;
    for (size_t i = 0; i < count; i++) __builtin_prefetch(&visited_[neighbours[i]]);
    for (size_t i = 0; i < count; i++) {
      tableint node = neighbours[i];
      if (visited_[node] == walks_) continue;
      visited_[node] = walks_;
      fresh_[fresh++] = node;
    }
    for (size_t i = 0; i < std::min(ahead, fresh); i++) prefetch(fresh_[i]);
    for (size_t i = 0; i < fresh; i++) {
      if (i + ahead < fresh) prefetch(fresh_[i + ahead]);
      tableint node = fresh_[i];
      float d = fstdistfunc_(query, getDataByInternalId(node), dist_func_param_);
      if (found_.size() == ef && d >= found_.front().distance) continue;
      frontier_.push_back({d, node});
      std::push_heap(frontier_.begin(), frontier_.end(), Farther());
      __builtin_prefetch(get_linklist0(frontier_.front().node));
      if (!counts(node, allowed)) continue;
      found_.push_back({d, node});
      std::push_heap(found_.begin(), found_.end(), Nearer());
      if (found_.size() > ef) {
        std::pop_heap(found_.begin(), found_.end(), Nearer());
        found_.pop_back();
      }
    }
  }
}

} // namespace formic
#endif
