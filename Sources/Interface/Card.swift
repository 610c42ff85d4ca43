/// What a native object says of itself: a headline that stands alone, and more below it.
///
/// One description for every reader: `tostring` gives it as plain text of 80 columns, a session lays it out for its own
/// width, characters and colours, a table shows its headline.
public struct Card: Sendable {
  /// A part below the headline. Parts with labels stand in one column.
  public enum Part: Sendable {
    /// Facts that belong together.
    case row(_ label: String, _ facts: [String])
    /// How far something has come, 0…1, and facts beside it.
    case bar(_ label: String, _ share: Double, _ facts: [String])
    /// The course of some numbers, and facts beside it; what isn't finite is a gap.
    case course(_ label: String, _ values: [Double], _ facts: [String])
    /// Rows under named columns.
    case table(_ columns: [Column], _ rows: [[String]], omitted: Int)
    /// The corner of a matrix: cells of some rows, the last column among them. An empty row stands for rows left out.
    case corner(_ cells: [[String]], columns: Int)
  }

  public struct Column: Sendable {
    public var name: String
    public var isRightAligned: Bool

    public init(_ name: String, isRightAligned: Bool = false) {
      self.name = name
      self.isRightAligned = isRightAligned
    }
  }

  /// What it is: "vector f32[1000]".
  public var title: String
  /// What matters most about it, in order; where there is no room the last are left out.
  public var facts: [String]
  public var parts: [Part]

  public init(_ title: String, _ facts: [String] = [], parts: [Part] = []) {
    self.title = title
    self.facts = facts
    self.parts = parts
  }
}

/// A native object with a card, as which it is printed.
public protocol Describable: PassableObject, CustomStringConvertible {
  var card: Card { get }
}

extension Describable {
  public var description: String { card.text() }
}

extension Function {
  /// The `__tostring` of a class whose objects have a card.
  public static func card<Object: Describable>(of type: Object.Type, example: String, isPolicySafe: Bool = false) -> Function {
    Function(
      "__tostring", "What it is, in a few lines.", Typed<Object>.object("self"), returns: Parameter("text", .string), example: example,
      isPolicySafe: isPolicySafe
    ) { $0.card.text() }
  }
}
