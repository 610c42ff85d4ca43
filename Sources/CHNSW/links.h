/* The graph as words and back: nodes, entry, then of each node label, level, and level by level from the lowest a
   count and the linked nodes. */
#ifndef CHNSW_LINKS_H
#define CHNSW_LINKS_H

#include "graph.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace formic {

using hnswlib::tableint;

inline size_t Graph::link_words() const {
  size_t words = 2;
  for (tableint node = 0; node < cur_element_count; node++) {
    words += 2;
    for (int level = 0; level <= element_levels_[node]; level++) words += 1 + getListCount(get_linklist_at_level(node, level));
  }
  return words;
}

inline void Graph::copy_links(uint32_t *words) const {
  *words++ = static_cast<uint32_t>(cur_element_count);
  *words++ = enterpoint_node_;
  for (tableint node = 0; node < cur_element_count; node++) {
    *words++ = static_cast<uint32_t>(getExternalLabel(node));
    *words++ = static_cast<uint32_t>(element_levels_[node]);
    for (int level = 0; level <= element_levels_[node]; level++) {
      auto *links = get_linklist_at_level(node, level);
      uint32_t count = getListCount(links);
      *words++ = count;
      std::memcpy(words, links + 1, count * sizeof(tableint));
      words += count;
    }
  }
}

/* Words read one after the other, never past their end. */
struct WordReader {
  const uint32_t *next, *end;
  bool is_short = false;

  uint32_t word() {
    if (next == end) is_short = true;
    return is_short ? 0 : *next++;
  }
  const uint32_t *words(size_t count) {
    if (static_cast<size_t>(end - next) < count) is_short = true;
    const uint32_t *start = next;
    if (!is_short) next += count;
    return start;
  }
};

constexpr uint32_t levels_max = 64;

inline bool Graph::restore(const uint32_t *words, size_t count, const float *rows, size_t stride, uint32_t row_count) {
  WordReader reader = {words, words + count};
  uint32_t nodes = reader.word(), entry = reader.word();
  if (reader.is_short || nodes == 0 || nodes > row_count || entry >= nodes || cur_element_count != 0) return false;
  reserve(nodes);
  /* Levels first: a link is good only to a node that has its level. */
  std::vector<uint8_t> levels(nodes), is_known(row_count);
  WordReader ahead = reader;
  uint32_t top = 0;
  for (uint32_t node = 0; node < nodes; node++) {
    uint32_t label = ahead.word(), level = ahead.word();
    if (ahead.is_short || label >= row_count || is_known[label] || level > levels_max) return false;
    is_known[label] = 1;
    levels[node] = static_cast<uint8_t>(level);
    top = std::max(top, level);
    for (uint32_t l = 0; l <= level; l++) ahead.words(ahead.word());
  }
  if (ahead.is_short || ahead.next != ahead.end || levels[entry] != top) return false;

  for (uint32_t node = 0; node < nodes; node++) {
    uint32_t label = reader.word(), level = reader.word();
    char *element = data_level0_memory_ + node * size_data_per_element_;
    std::memset(element, 0, size_data_per_element_);
    linkLists_[node] = nullptr;
    if (level) {
      linkLists_[node] = static_cast<char *>(std::calloc(1, size_links_per_element_ * level + 1));
      if (!linkLists_[node]) throw std::bad_alloc();
    }
    element_levels_[node] = static_cast<int>(level); /* with its list, so that the destructor frees what there is */
    cur_element_count = node + 1;
    codes_->encode(rows + label * stride, getDataByInternalId(node));
    setExternalLabel(node, label);
    label_lookup_[label] = node;
    for (uint32_t l = 0; l <= level; l++) {
      uint32_t linked = reader.word();
      if (linked > (l ? maxM_ : maxM0_)) return false;
      const uint32_t *neighbours = reader.words(linked);
      for (uint32_t i = 0; i < linked; i++)
        if (neighbours[i] >= nodes || neighbours[i] == node || levels[neighbours[i]] < l) return false;
      auto *links = get_linklist_at_level(node, static_cast<int>(l));
      setListCount(links, static_cast<unsigned short>(linked));
      std::memcpy(links + 1, neighbours, linked * sizeof(tableint));
    }
  }
  enterpoint_node_ = entry;
  maxlevel_ = static_cast<int>(top);
  return true;
}

} // namespace formic
#endif
