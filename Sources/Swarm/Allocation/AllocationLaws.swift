import Policies
enum AllocationLaws { static let all: [Law] = [] }
