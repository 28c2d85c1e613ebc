// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // The tests run in the build that the fleet runs in: one build for both, and twice as fast as a debug build.
    .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

/// Optimising what runs once costs more than it saves; the simulation, which plays for minutes, is optimised all the same.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// `ops/fuzz` sets it for a build of its own; an ordinary build knows nothing of libFuzzer.
let isFuzzing = Context.environment["HUIBAN_FUZZ"] == "1"

/// For what reads foreign bytes: each branch counts how often it was taken.
///
/// The counters are named because what `-sanitize=fuzzer` does by itself on Linux (6.3.1) is what libFuzzer has long ceased
/// to accept (trace-pc-guard).
let countedSettings =
    isFuzzing
    ? settings + [
        .unsafeFlags([
            "-sanitize=fuzzer", "-Xllvm", "-sanitizer-coverage-inline-8bit-counters", "-Xllvm",
            "-sanitizer-coverage-pc-table",
        ])
    ] : settings

/// The rooms, in the order in which arrows may point: a room uses only rooms above it (Tests/ArchitectureTests reads the imports).
let agencies = ["Police", "Justice", "CivilAffairs", "Housing"]

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")

let package = Package(
    name: "huiban",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .target(name: "Casework", swiftSettings: countedSettings),
        .target(name: "Contracts", dependencies: ["Casework", yams, crypto], swiftSettings: countedSettings),
        .systemLibrary(
            name: "CRabbitMQ",
            pkgConfig: "librabbitmq",
            providers: [.apt(["librabbitmq-dev"])]
        ),
        .target(name: "RabbitMQ", dependencies: ["CRabbitMQ"], swiftSettings: countedSettings),
        // What the fleet's speed is compared with; it has nothing of the fleet in it.
        .executableTarget(name: "BareRelay", dependencies: ["CRabbitMQ"]),
        .target(
            name: "EventStore",
            dependencies: ["Casework", "Contracts", grdb, sqlite, crypto],
            swiftSettings: settings
        ),
        .target(
            name: "Fleet",
            dependencies: [
                "Casework", "Contracts", "RabbitMQ", "EventStore", grdb, crypto, cryptoExtras, log, metrics,
                coreMetrics,
                hummingbird, hummingbirdTLS, lifecycle, signals, httpClient, nioCore, nioHTTP, nioPosix,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Desk",
            dependencies: [
                "Casework", "Contracts", "EventStore", "Fleet", grdb, crypto, log, hummingbird, mustache, httpTypes,
            ],
            // In the executable itself: a worker that is copied somewhere shows its pages there.
            resources: [.embedInCode("Pages/Templates")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Coordinator",
            dependencies: ["Casework", "Contracts", "EventStore", "Fleet", "Desk", grdb, hummingbird, log],
            resources: [.embedInCode("Pages/Templates")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "huiban",
            dependencies: ["Casework", "Contracts", "RabbitMQ", "EventStore", "Fleet", arguments, crypto],
            swiftSettings: settings
        ),
        .target(name: "CaseworkTesting", dependencies: ["Casework", "Contracts"], swiftSettings: settings),
    ]
        + agencies.map { agency in
            .executableTarget(
                name: "\(agency)Worker",
                dependencies: [
                    "Casework", "Contracts", "EventStore", "Fleet", "Desk", grdb, crypto, hummingbird,
                ],
                resources: agency == "Housing" ? [.embedInCode("Pages/Templates")] : [],
                swiftSettings: settings
            )
        }
        + [
            .testTarget(name: "ArchitectureTests", swiftSettings: testSettings),
            .testTarget(
                name: "CaseworkTests",
                dependencies: ["Casework", "CaseworkTesting"],
                swiftSettings: testSettings
            ),
            .testTarget(
                name: "ContractsTests",
                dependencies: ["Casework", "Contracts", "CaseworkTesting"],
                swiftSettings: testSettings
            ),
            .testTarget(
                name: "RabbitMQTests",
                dependencies: ["CRabbitMQ", "RabbitMQ", "CaseworkTesting"],
                swiftSettings: testSettings
            ),
            .testTarget(
                name: "EventStoreTests",
                dependencies: ["Casework", "Contracts", "EventStore", grdb, crypto],
                swiftSettings: testSettings
            ),
            .testTarget(
                name: "FleetTests",
                dependencies: [
                    "Casework", "Contracts", "EventStore", "Fleet", "Desk", "RabbitMQ", "CaseworkTesting", grdb, log,
                    hummingbird, hummingbirdTesting, httpTypes, lifecycle, crypto, "PoliceWorker", "JusticeWorker",
                    "CivilAffairsWorker",
                    "HousingWorker", "Coordinator", "huiban",
                ],
                swiftSettings: testSettings
            ),
            .testTarget(
                name: "SimulationTests",
                dependencies: [
                    "Casework", "Contracts", "EventStore", "Fleet", "Desk", "RabbitMQ", "CaseworkTesting", grdb, log,
                    crypto, "PoliceWorker", "JusticeWorker", "CivilAffairsWorker", "HousingWorker", "Coordinator",
                ],
                swiftSettings: settings
            ),
            .target(
                name: "HostileInput",
                dependencies: ["Casework", "Contracts", "RabbitMQ", "CaseworkTesting"],
                path: "Tests/HostileInput",
                swiftSettings: settings
            ),
            .testTarget(
                name: "HostileInputTests",
                dependencies: ["HostileInput"],
                exclude: ["Finds"],
                swiftSettings: testSettings
            ),
        ]
        + (isFuzzing
            ? [
                .executableTarget(
                    name: "fuzz",
                    dependencies: ["HostileInput"],
                    path: "Tests/Fuzz",
                    swiftSettings: settings,
                    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
                )
            ] : [])
)
