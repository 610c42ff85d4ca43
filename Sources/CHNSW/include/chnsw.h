/* The hierarchical navigable small world graph of hnswlib (Malkov & Yashunin 2018) over codes of vectors, with distances
   from CKernels: the same calls give the same graph on every CPU. No exception leaves, and it belongs to one thread. */
#ifndef CHNSW_H
#define CHNSW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum chnsw_metric { CHNSW_COSINE = 0, CHNSW_L2 = 1, CHNSW_INNER_PRODUCT = 2 } chnsw_metric;

/* How the graph holds its vectors: as they are, or rounded to 8 bits with a scale each, a quarter of the memory traffic. */
typedef enum chnsw_code { CHNSW_F32 = 0, CHNSW_I8 = 1 } chnsw_code;

typedef struct chnsw_parameters {
  uint32_t dimension; /* 1 … 65536 */
  chnsw_metric metric;
  chnsw_code code;
  uint32_t m;               /* links a node, twice as many on the lowest level; 2 … 128 */
  uint32_t ef_construction; /* candidates looked at for them */
} chnsw_parameters;

/* After CHNSW_FAILED the graph may be half linked: drop it. */
typedef enum chnsw_status { CHNSW_DONE = 0, CHNSW_NO_MEMORY = 1, CHNSW_FAILED = 2, CHNSW_INVALID = 3 } chnsw_status;

typedef struct chnsw chnsw;

/* NULL when memory is short. */
chnsw *chnsw_create(const chnsw_parameters *parameters, uint32_t capacity);
void chnsw_destroy(chnsw *graph);

/* Links the vector of that label into the graph, in place of the one the label had. `level` is drawn by the caller, and
   kept by a label that is there already. Cosine: the vector isn't zero. */
chnsw_status chnsw_put(chnsw *graph, uint32_t label, const float *vector, int level);
/* Searches pass over the label from now on; the node stays, to walk across, until `chnsw_put` takes it again. */
void chnsw_remove(chnsw *graph, uint32_t label);

/* Nearest first, at most `ef` of them and by the codes' distances; `labels` has room for as many. `allowed`, by label, may
   be NULL for all. As if there were no node of the label `without`, CHNSW_NONE for none. Returns how many were found; SIZE_MAX when memory is short. */
#define CHNSW_NONE UINT32_MAX
size_t chnsw_search(chnsw *graph, const float *query, size_t ef, const uint8_t *allowed, uint32_t without, uint32_t *labels);

size_t chnsw_nodes(const chnsw *graph);  /* removed ones too */
int chnsw_top_level(const chnsw *graph); /* -1 when empty */
size_t chnsw_bytes(const chnsw *graph);  /* in memory */
int chnsw_contains(const chnsw *graph, uint32_t label); /* removed ones too */

/* The graph without its vectors and without what was removed, as 32-bit words in the machine's order. */
size_t chnsw_link_words(const chnsw *graph);
void chnsw_copy_links(const chnsw *graph, uint32_t *words);
/* Fills an empty graph from such words and `rows`, in which label i is at i · stride; each label is below `row_count`.
   CHNSW_INVALID if the words describe no graph: nothing in them is trusted. */
chnsw_status chnsw_restore(chnsw *graph, const uint32_t *words, size_t count, const float *rows, size_t stride,
                           uint32_t row_count);

#ifdef __cplusplus
}
#endif
#endif
