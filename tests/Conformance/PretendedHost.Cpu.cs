using VirshLite.Translator.Capabilities;

namespace VirshLite.Conformance;

/// <summary>The pretended host's CPU: the one that the case names, else a core2duo on x86 and a POWER8 on ppc64.</summary>
internal sealed partial class PretendedHost
{
    public HostCpu? Cpu => folder.Cpu(@case.HostCpu ?? (@case.Architecture switch
    {
        "x86_64" or "i686" => "default",
        "ppc64" => "POWER8",
        _ => "",
    }));
}
