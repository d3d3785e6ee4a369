using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Why there is no virtiofsd is told: it is not installed, or is there and does not work.</summary>
public sealed class VirtiofsdSpecs
{
    private const string Share =
        "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>"
        + "<devices><filesystem type='mount'><driver type='virtiofs'/><source dir='/srv'/><target dir='t'/></filesystem></devices>";

    [Fact]
    public void Without_a_descriptor_it_has_to_be_installed() => Refusal(new SharingHost(null)).ShouldContain("virtiofsd: install it");

    [Fact]
    public void One_that_does_not_answer_is_named() =>
        Refusal(new SharingHost("/usr/libexec/virtiofsd")).ShouldContain("/usr/libexec/virtiofsd is there but does not answer '/usr/libexec/virtiofsd --print-capabilities'");

    [Fact]
    public void So_is_one_whose_descriptor_is_left_over() => Refusal(new SharingHost("/gone/virtiofsd")).ShouldContain("/gone/virtiofsd, which a descriptor");

    private static string Refusal(IHostFacts host) => Should.Throw<DomainException>(() => CoreGuest.Text(Share, host: host)).Message;

    private sealed class SharingHost(string? program) : IHostFacts
    {
        public IReadOnlyList<DescriptorFile> VhostUserDescriptors { get; } =
            program is null ? [] : [new(0, "50-virtiofsd.json", $$"""{"type": "fs", "binary": "{{program}}"}""")];

        public string? FindProgram(string name) => "/usr/bin/" + name;

        public HostPathKind KindOf(string path) => path.StartsWith("/gone", StringComparison.Ordinal) ? HostPathKind.Missing : HostPathKind.File;
    }
}
