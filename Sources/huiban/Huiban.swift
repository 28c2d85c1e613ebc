import ArgumentParser
@main struct H { static func main() {} }
