using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Storage;

/// <summary>Where pools stand on file.</summary>
/// <param name="settings">VirshLite's directories.</param>
internal sealed class PoolPlaces(Settings settings)
{
    /// <summary>VirshLite's own definitions: NAME.xml, and autostart/NAME.xml as links.</summary>
    public string Own { get; } = settings.ConfigDirectory + "/storage";

    /// <summary>Definitions, VirshLite's first, then libvirt's.</summary>
    public IReadOnlyList<string> Definitions => [Own, DefinitionFiles.Beside(LiveHostFacts.LibvirtConfiguration(settings.Privileged), "storage")];

    /// <summary>What is gone with the host: pools without a definition, and notes about pools that were stopped.</summary>
    public string State { get; } = StateFiles.Pools(settings);

    public string Lock => State + "/lock";

    public string Transient(string name) => $"{State}/{name}.xml";

    public string Stopped(string name) => StateFiles.StoppedPool(settings, name);

    public static string AutostartLink(string file) => $"{Path.GetDirectoryName(file)}/autostart/{Path.GetFileName(file)}";
}
