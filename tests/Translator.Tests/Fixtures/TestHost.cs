namespace VirshLite.Translator.Tests.Fixtures;

/// <summary>A plain host for fixtures: QEMU in /usr/bin, a clock that stands, bytes that count up instead of random ones.</summary>
internal sealed class TestHost : IHostFacts
{
    public long NowSeconds => 1_700_000_000;

    public string? RenderNode => "/dev/dri/renderD128";

    public byte[] MasterKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public IReadOnlyList<HugepageMount> HugepageMounts { get; } = [new("/dev/hugepages", 2048)];

    public string? EnvironmentVariable(string name) => name == "PATH" ? "/usr/bin" : null;

    public string? FindProgram(string name) =>
        Path.GetFileName(name).StartsWith("qemu-system-", StringComparison.Ordinal) ? "/usr/bin/" + Path.GetFileName(name) : null;

    public void Random(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)i;
        }
    }
}
