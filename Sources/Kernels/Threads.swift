import CKernels
import Glibc

/// Runs `body` on a new detached thread, which takes no signals: Ctrl-C is the prompt's.
public func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  pthread_attr_setstacksize(&attributes, 8 << 20)
  var all = sigset_t(), before = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer {
    pthread_sigmask(SIG_SETMASK, &before, nil)
    pthread_attr_destroy(&attributes)
  }
  var thread = pthread_t()
  let context = Unmanaged.passRetained(Box(body)).toOpaque()
  let status = pthread_create(&thread, &attributes, { context in
    Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
    return nil
  }, context)
  precondition(status == 0, "no thread could be started: \(String(cString: strerror(status)))")
}

/// Runs `body` for every index on up to `workers` threads, and returns when all are done.
///
/// The results come in order of index, whatever thread made them when.
public func parallelMap<R>(_ count: Int, workers: Int, _ body: @escaping @Sendable (Int) -> R) -> [R] {
  let shared = SharedResults<R>(count)
  for _ in 0..<min(workers, count) {
    startThread { while let index = shared.take() { shared.put(body(index), index) } }
  }
  return shared.wait()
}

/// Indices to take and results to put, for `parallelMap`.
private final class SharedResults<R>: @unchecked Sendable {  // `mutex` guards it
  var mutex = pthread_mutex_t()
  var condition = pthread_cond_t()
  var next = 0
  var results: [R?]
  var done = 0
  init(_ count: Int) {
    results = Array(repeating: nil, count: count)
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&condition, nil)
  }
  deinit {
    pthread_cond_destroy(&condition)
    pthread_mutex_destroy(&mutex)
  }
  func take() -> Int? {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    guard next < results.count else { return nil }
    next += 1
    return next - 1
  }
  func put(_ result: R, _ index: Int) {
    pthread_mutex_lock(&mutex)
    results[index] = result
    done += 1
    pthread_cond_signal(&condition)
    pthread_mutex_unlock(&mutex)
  }
  func wait() -> [R] {
    pthread_mutex_lock(&mutex)
    while done < results.count { pthread_cond_wait(&condition, &mutex) }
    defer { pthread_mutex_unlock(&mutex) }
    return results.map { $0! }
  }
}
