using System.Collections.Concurrent;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>A recorded QMP session of the conformance data: <c>caps_VERSION_ARCH[+VARIANT].replies</c>.</summary>
public sealed record Recording(string Path, Version Version, string Arch, string Variant)
{
    private static readonly ConcurrentDictionary<string, QemuCapabilities> Replayed = new();

    public static IReadOnlyList<Recording> All { get; } = ConformanceFolder.Path is null
        ? []
        : [.. Directory.GetFiles(System.IO.Path.Combine(ConformanceFolder.Path, "qemu"), "caps_*.replies").Order().Select(Parse)];

    public bool IsX86 => Arch == "x86_64";

    public bool IsArm => Arch is "aarch64" or "armv7l";

    public bool IsHvf => Variant == "hvf";

    public QemuCapabilities Capabilities => Replayed.GetOrAdd(Path, path => RecordedSession.Replay(File.ReadAllBytes(path), "/usr/bin/qemu-system-" + Arch, IsHvf));

    public static Recording Of(string name) => All.Single(x => System.IO.Path.GetFileName(x.Path) == $"caps_{name}.replies");

    public override string ToString() => $"{Version} {Arch}{(Variant.Length > 0 ? "+" : "")}{Variant}";

    private static Recording Parse(string path)
    {
        string[] parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('_', 3);
        string[] arch = parts[2].Split('+');
        return new(path, Version.Parse(parts[1]), arch[0], arch.Length > 1 ? arch[1] : "");
    }
}
