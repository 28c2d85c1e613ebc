import Casework
import Contracts
import Fleet
import Foundation

/// What the machine and the home must have, running or not.
struct MachineChecks {
    let home: Home
    let installation: Installation
    /// The executables the fleet consists of.
    let products: [String]

    func findings() -> [Finding] {
        packages + [executables, disk] + (home.exists ? [permissions] : [])
    }

    private var packages: [Finding] {
        let needed = ["rabbitmq-server", "librabbitmq4", "libsqlite3-0"]
        let advice = Words(zh: "运行 ops/packages --yes", en: "run ops/packages --yes")
        guard let status = try? String(contentsOfFile: "/var/lib/dpkg/status", encoding: .utf8) else {
            let subject = Words(zh: "软件包", en: "packages")
            return [.ill(subject, Words(zh: "无法查询 dpkg", en: "dpkg cannot be asked"), advice, isWarning: true)]
        }
        let installed = Self.installed(in: status)
        return needed.map { name in
            let version = installed[name]
            return version.map { .well(Words(name), Words($0)) }
                ?? .ill(Words(name), Words(zh: "未安装", en: "not installed"), advice)
        }
    }

    private var executables: Finding {
        let subject = Words(zh: "程序", en: "executables")
        let missing = products.map(installation.executable)
            .filter { !FileManager.default.isExecutableFile(atPath: $0) }
        guard missing.isEmpty else {
            return .ill(
                subject,
                Words(zh: "缺少 \(missing.joined(separator: "、"))", en: "missing \(missing.joined(separator: ", "))"),
                Words(zh: "运行 swift build -c release（或 ops/up）", en: "run swift build -c release (or ops/up)")
            )
        }
        return .well(subject, Words(installation.executables))
    }

    private var disk: Finding {
        let subject = Words(zh: "磁盘", en: "disk")
        let path = home.exists ? home.path : FileManager.default.currentDirectoryPath
        var status = statvfs()
        guard statvfs(path, &status) == 0 else {
            return .ill(subject, Words(path), Words(zh: "检查目录 \(path)", en: "look at the folder \(path)"))
        }
        let free = Double(status.f_bavail) * Double(status.f_frsize) / 1_073_741_824
        let text = String(format: "%.1f GiB", free)
        let detail = Words(zh: "剩余 \(text)", en: "\(text) free")
        if free >= 3 { return .well(subject, detail) }
        return .ill(
            subject,
            detail,
            Words(
                zh: "请腾出空间；低于 1 GB 时消息服务器停止接收消息",
                en: "make room; below 1 GB the broker takes no more messages"
            ),
            isWarning: free >= 1.2
        )
    }

    private var permissions: Finding {
        let subject = Words(zh: "凭据权限", en: "permissions")
        let secrets =
            [home.path("credentials"), home.peopleFolder, home.path("credentials", "people.json")]
            + Self.files(home.path("credentials"), "url") + Self.files(home.peopleFolder, "token")
        let open = secrets.filter { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
        }
        guard open.isEmpty else {
            return .ill(
                subject,
                Words(zh: "他人可读：\(open.joined(separator: "、"))", en: "others may read \(open.joined(separator: ", "))"),
                Words(
                    zh: "chmod -R go-rwx \(home.path("credentials"))",
                    en: "chmod -R go-rwx \(home.path("credentials"))"
                )
            )
        }
        return .well(subject, Words(zh: "仅本人可读", en: "for their owner alone"))
    }

    private static func files(_ folder: String, _ kind: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".\(kind)") }.map { "\(folder)/\($0)" }
    }

    /// Name and version of every installed package.
    private static func installed(in status: String) -> [String: String] {
        var found: [String: String] = [:]
        var name: Substring = ""
        var isInstalled = false
        for line in status.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("Package: ") { name = line.dropFirst(9) }
            if line.hasPrefix("Status: ") { isInstalled = line.hasSuffix("ok installed") }
            if line.hasPrefix("Version: "), isInstalled { found[String(name)] = String(line.dropFirst(9)) }
        }
        return found
    }
}
