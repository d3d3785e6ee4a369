using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking;

/// <summary>VLAN tags of a port of a plain Linux bridge, through <c>bridge vlan</c> (network.md 8.5).</summary>
internal static class BridgeVlan
{
    public static void Apply(string port, Vlan vlan)
    {
        Run("del", port, 1, "");
        if (vlan.Tags.Count == 1 && !vlan.Trunk)
        {
            Run("add", port, vlan.Tags[0].Id, "pvid untagged");
            return;
        }

        foreach (VlanTag tag in vlan.Tags)
        {
            if (tag.NativeMode is { } mode)
            {
                Run("add", port, tag.Id, mode == "untagged" ? "pvid untagged" : "pvid");
            }
        }

        foreach (VlanTag tag in vlan.Tags)
        {
            if (tag.NativeMode is null)
            {
                Run("add", port, tag.Id, "");
            }
        }
    }

    private static void Run(string verb, string port, uint id, string flags)
    {
        string[] words = ["vlan", verb, "dev", port, "vid", id.ToString(CultureInfo.InvariantCulture),
            .. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        NetworkCommand.Run("bridge", words, $"error adding vlan tag(s) to interface {port}");
    }
}
