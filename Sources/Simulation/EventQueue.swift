/// The future of a discrete-event simulation: events leave in order of time, and in order of arrival at equal times.
///
/// A 4-ary heap whose keys lie apart from the payloads, so that a sift touches little memory. Its code is inlinable, so that
/// each module that uses it has it for its own event type.
///
/// - Complexity: O(log *n*) to schedule and to take, O(1) to look.
public struct EventQueue<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline struct Key: BitwiseCopyable, Sendable {
    @usableFromInline var time: Microseconds
    @usableFromInline var sequence: UInt64

    @inlinable init(time: Microseconds, sequence: UInt64) {
      self.time = time
      self.sequence = sequence
    }

    @inlinable @inline(__always) static func < (a: Key, b: Key) -> Bool {
      a.time < b.time || (a.time == b.time && a.sequence < b.sequence)
    }
  }

  @usableFromInline var keys: [Key] = []
  @usableFromInline var events: [Event] = []
  @usableFromInline var scheduled: UInt64 = 0
  /// The time of the last event taken; nothing can be scheduled before it.
  @inlinable public var now: Microseconds { clock }
  @usableFromInline var clock: Microseconds = 0

  @inlinable public init() {}

  @inlinable public var count: Int { keys.count }
  @inlinable public var isEmpty: Bool { keys.isEmpty }
  @inlinable public var nextTime: Microseconds? { keys.first?.time }

  /// - Precondition: `time >= now`
  @inlinable public mutating func schedule(_ event: Event, at time: Microseconds) {
    precondition(time >= now, "an event can't be scheduled in the past (\(time) µs < \(now) µs)")
    let key = Key(time: time, sequence: scheduled)
    scheduled += 1
    keys.append(key)
    events.append(event)
    siftUp(key, event, from: keys.count - 1)
  }

  /// Takes the next event and moves the clock to it.
  @inlinable public mutating func next() -> Event? {
    guard let first = events.first else { return nil }
    clock = keys[0].time
    let lastKey = keys.removeLast(), lastEvent = events.removeLast()
    if !keys.isEmpty { siftDown(lastKey, lastEvent) }
    return first
  }

  /// Moves the clock forward over a time without events.
  ///
  /// - Precondition: no event is due before `time`.
  @inlinable public mutating func advance(to time: Microseconds) {
    precondition(time >= now && (nextTime ?? .max) >= time)
    clock = time
  }

  @inlinable mutating func siftUp(_ key: Key, _ event: Event, from index: Int) {
    keys.withUnsafeMutableBufferPointer { keys in
      events.withUnsafeMutableBufferPointer { events in
        var index = index
        while index > 0 {
          let parent = (index - 1) / 4
          guard key < keys[parent] else { break }
          keys[index] = keys[parent]
          events[index] = events[parent]
          index = parent
        }
        keys[index] = key
        events[index] = event
      }
    }
  }

  @inlinable mutating func siftDown(_ key: Key, _ event: Event) {
    keys.withUnsafeMutableBufferPointer { keys in
      events.withUnsafeMutableBufferPointer { events in
        let count = keys.count
        var index = 0
        while true {
          let firstChild = 4 * index + 1
          guard firstChild < count else { break }
          var least = firstChild
          for child in (firstChild + 1)..<max(firstChild + 1, min(firstChild + 4, count)) where keys[child] < keys[least] {
            least = child
          }
          guard keys[least] < key else { break }
          keys[index] = keys[least]
          events[index] = events[least]
          index = least
        }
        keys[index] = key
        events[index] = event
      }
    }
  }
}
