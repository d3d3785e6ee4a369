using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;script path=…/&gt; and &lt;downscript path=…/&gt;: programs called with the device's name (network.md 8.8).</summary>
internal static class InterfaceScript
{
    public static void Run(string script, string device)
    {
        CommandResult result = CommandRunner.Run(script, [device], []);
        if (!result.Status.Success)
        {
            throw new GuestException("internal error: " + result.FailureText);
        }
    }
}
