/// A queue with constant-time ends at the front and the back.
///
/// The one of the client is not in reach: test kit and client do not meet. An array alone pays for every removal in front.
struct Lane<Element> {
    private var storage: [Element?] = []
    private var head = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { storage.count == head }

    /// The elements from front to back.
    var elements: [Element] { storage[head...].compactMap { $0 } }

    mutating func append(_ element: Element) { storage.append(element) }

    mutating func popFirst() -> Element? {
        guard head < storage.count else { return nil }
        let element = storage[head]
        storage[head] = nil
        head += 1
        if head == storage.count {
            removeAll()
        } else if head > 64 && head * 2 > storage.count {
            // Moving the rest down only when half is empty keeps the price per element constant.
            storage.removeFirst(head)
            head = 0
        }
        return element
    }

    mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
        head = 0
    }
}
