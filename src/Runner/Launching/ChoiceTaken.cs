using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>Whether a start failed because somebody else took what was chosen for it.</summary>
internal static class ChoiceTaken
{
    private static readonly string[] BusyPort = ["Address already in use", "Failed to find an available port"];

    /// <param name="message">The error for the user; QEMU's words are part of it.</param>
    public static bool Is(LaunchPlan plan, Exception cause, string message)
    {
        if (cause is NativeException { Number: Errno.EADDRINUSE } && plan.Domain.Vsock is { AutoCid: true })
        {
            return true;
        }

        bool hasChosenPort = plan.Domain.Graphics.Exists(g => g is VncGraphics { Autoport: true } or SpiceGraphics { Autoport: true });
        return hasChosenPort && Array.Exists(BusyPort, words => message.Contains(words, StringComparison.Ordinal));
    }
}
