using VirshLite.Runner.Commands;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;script path=…/&gt; and &lt;downscript path=…/&gt;: programs called with the device's name (network.md 8.8).</summary>
internal static class InterfaceScript
{
    public static void Run(string script, string device) => HostCommand.Run(script, device).Check();
}
