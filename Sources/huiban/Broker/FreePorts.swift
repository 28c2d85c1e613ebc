import Foundation

/// Loopback ports that nobody listens on.
enum FreePorts {
    /// Below the range from which Linux takes ports for outgoing connections, so that none is lost between choosing
    /// and listening.
    private static let range = 20_000..<32_000

    /// Keeps the wanted port if it is free, else finds another that is not among `taken`.
    static func choose(preferring wanted: Int?, notIn taken: Set<Int>) -> Int {
        if let wanted, wanted > 0, !taken.contains(wanted), isFree(wanted) { return wanted }
        while true {
            let port = Int.random(in: range)
            if !taken.contains(port), isFree(port) { return port }
        }
    }

    /// Whether nobody listens on a loopback port.
    static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var yes: Int32 = 1
        // Without this a port whose last connection is in TIME_WAIT would count as taken.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return LoopbackAddress(port).with { bind(descriptor, $0, $1) } == 0
    }
}

/// 127.0.0.1 with a port, as the socket calls want it.
struct LoopbackAddress {
    private var address: sockaddr_in

    init(_ port: Int) {
        address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    }

    /// Passes the address to a socket call.
    func with(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
