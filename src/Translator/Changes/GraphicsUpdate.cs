using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Devices.GraphicsDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>A running guest's screens: their passwords, how long these hold, and what becomes of clients (live-changes.md 4).</summary>
internal static class GraphicsUpdate
{
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Graphics wanted)
    {
        if (wanted is VncGraphics screen)
        {
            GraphicsRules.CheckPassword(screen);
        }

        string type = GraphicsType.Names[wanted.Type];
        Graphics present = guest.Live.Graphics.Find(g => g.Type == wanted.Type)
            ?? throw DomainException.NotFound($"cannot find existing graphics device to modify of type '{type}'");
        CheckListens(present, wanted, type);
        switch (present, wanted)
        {
            case (VncGraphics a, VncGraphics b):
                if (a.Autoport != b.Autoport || (!a.Autoport && a.Port != b.Port))
                {
                    throw DomainException.NotSupported("cannot change port settings on vnc graphics");
                }

                if (a.Keymap != b.Keymap)
                {
                    throw DomainException.NotSupported("cannot change keymap setting on vnc graphics");
                }

                return Passwords("vnc", guest, a.Auth, b.Auth, guest.Settings.VncPassword);
            case (SpiceGraphics a, SpiceGraphics b):
                if (a.Autoport != b.Autoport || (!a.Autoport && (a.Port != b.Port || (b.TlsPort > 0 && a.TlsPort != b.TlsPort))))
                {
                    throw DomainException.NotSupported("cannot change port settings on spice graphics");
                }

                if (a.Keymap != b.Keymap)
                {
                    throw DomainException.NotSupported("cannot change keymap setting on spice graphics");
                }

                return Passwords("spice", guest, a.Auth, b.Auth, guest.Settings.SpicePassword);
            default:
                throw DomainException.Unsupported($"unable to change config on '{type}' graphics type");
        }
    }

    private static void CheckListens(Graphics present, Graphics wanted, string type)
    {
        if (present.Listens.Count != wanted.Listens.Count)
        {
            throw DomainException.NotSupported($"cannot change the number of listen addresses on '{type}' graphics");
        }

        for (int i = 0; i < present.Listens.Count; i++)
        {
            GraphicsListen one = present.Listens[i];
            GraphicsListen other = wanted.Listens[i];
            if (one.Type != other.Type)
            {
                throw DomainException.NotSupported($"cannot change the type of listen address on '{type}' graphics");
            }

            if (one.Address != other.Address || (one.Type == GraphicsListenType.Network && one.Network != other.Network)
                || (one.Type == GraphicsListenType.Socket && other.Socket is not null && one.Socket != other.Socket))
            {
                throw DomainException.NotSupported($"cannot change listen address setting on '{type}' graphics");
            }
        }
    }

    private static IEnumerable<PlanStep> Passwords(string protocol, RunningGuest guest, GraphicsAuth present, GraphicsAuth wanted, string? fallback)
    {
        bool isChanged = present.Password != wanted.Password || present.Connected != wanted.Connected || present.ValidTo is not null
            || wanted.ValidTo is not null;
        if (isChanged && (wanted.Password ?? fallback) is { } password)
        {
            foreach (PlanStep step in GraphicsPassword.Steps(protocol, password, wanted, guest.Host.NowSeconds, alwaysSaysConnected: true))
            {
                yield return step;
            }
        }

        present.Password = wanted.Password;
        present.ValidTo = wanted.ValidTo;
        present.Connected = wanted.Connected;
    }
}
