import Interface
import JSON

extension ScriptingInterface {
  /// `json`: plain data as text.
  static let json = Module(
    "json", "Plain data as JSON text, and back.",
    functions: [
      Function(
        "encode", "The JSON text of a value; the same value always gives the same bytes.",
        detail: """
          Keys are sorted; an empty table is `[]`; vectors and matrices become lists. Integers stay exact and doubles \
          read back as the same number. NaN, infinity and functions raise an error that says where they are.
          """,
        .any("value"), .optional(.boolean("pretty", "indented, one entry a line"), "false"),
        returns: Parameter("text", .string), example: "json.encode({ price = 12, bids = { 3, 9 } })", isPolicySafe: false, errors: ["a part has no JSON form: NaN, an infinity, a function, a mixed table; where it is"]
      ) { value, pretty in try JSONWriter.text(value, isPretty: pretty ?? false) },
      Function(
        "decode", "The value a JSON text describes.",
        detail: "Integers that fit 64 bits stay integers. `null` becomes `json.null()`. An error says line and column.",
        .string("text"), returns: Parameter("value", .any), example: "json.decode('{\"bids\": [3, 9]}').bids[2]", errors: ["the text is no JSON; line and column"]
      ) { text in try JSONReader.value(text) },
      Function(
        "null", "The object that stands for JSON's null.", returns: Parameter("null", .object("json_null")),
        example: "json.decode('null') == json.null()"
      ) { JSONNull.shared },
    ],
    classes: [
      Class(
        "json_null", "JSON's null.",
        operators: [
          Function("__tostring", "null", .object("null") as Typed<JSONNull>, returns: Parameter("text", .string), example: "tostring(json.null())") { _ in "null" },
          Function("__eq", "Two nulls are equal.", .object("a") as Typed<JSONNull>, .object("b") as Typed<JSONNull>, returns: Parameter("equal", .boolean), example: "json.null() == json.null()") { _, _ in true },
        ])
    ])
}
