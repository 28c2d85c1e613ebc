import Foundation

/// Looks whether an AMQP 0-9-1 broker answers on a loopback port.
enum BrokerProbe {
    /// Sends the protocol header and waits up to a second for the broker's first method, `connection.start`.
    ///
    /// An open port alone says little: the node accepts connections before it serves them.
    static func answers(port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard LoopbackAddress(port).with({ connect(descriptor, $0, $1) }) == 0 else { return false }
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let header = Array("AMQP".utf8) + [0, 0, 9, 1]
        guard send(descriptor, header, header.count, Int32(MSG_NOSIGNAL)) == header.count else { return false }
        var answer = [UInt8](repeating: 0, count: 11)
        let length = recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
        // Frame type 1 (method) on channel 0, class 10, method 10.
        return length == 11 && answer[0] == 1 && Array(answer[7...]) == [0, 10, 0, 10]
    }
}
