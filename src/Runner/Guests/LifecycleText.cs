using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Guests;

/// <summary>What a guest's XML says of powering off, rebooting and crashing, as its supervisor is told.</summary>
internal static class LifecycleText
{
    /// <summary>A JSON object with the events that have an action.</summary>
    public static string Json(Lifecycle lifecycle)
    {
        (string When, LifecycleAction? Action)[] all =
            [("poweroff", lifecycle.OnPoweroff), ("reboot", lifecycle.OnReboot), ("crash", lifecycle.OnCrash)];
        return "{" + string.Join(',', all.Where(a => a.Action is not null).Select(a => $"\"{a.When}\":\"{LifecycleAction.Names[a.Action!.Value]}\"")) + "}";
    }
}
