using System.CommandLine;
using System.Diagnostics;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>top</c>: what the running guests do, over and over on a terminal, once for programs.</summary>
internal static class TopVerb
{
    public static Command Build(Io io)
    {
        var once = new Option<bool>("--once") { Description = "one table, plain; so it is anyway where the output is no terminal" };
        var delay = new Option<double>("--delay")
        {
            Description = "how long is counted for each table",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 2,
        };
        var command = new VerbCommand("top", "show what running guests take: CPU, memory, disks, network; q leaves")
        {
            Examples = [("top", "live, until q is pressed"), ("top --once --delay 1", "one table"), ("top --once --output json", "for programs")],
        };
        command.Options.Add(once);
        command.Options.Add(delay);
        command.SetAction(parse =>
        {
            double seconds = parse.GetValue(delay);
            if (seconds is not (>= 0.1 and <= 3600))
            {
                throw new UsageException("--delay takes seconds, from 0.1 to 3600");
            }

            var loads = new Loads(new Host(parse, io), io);
            if (parse.GetValue(once) || !io.OutputIsTerminal || io.Json is not null || !DescriptorStream.IsTerminal(0))
            {
                loads.Take();
                Thread.Sleep(TimeSpan.FromSeconds(seconds));
                Confirmation.Show(io, parse, io.Json is null ? LoadTable.Of(loads.Take()) : LoadTable.OfNumbers(loads.Take()));
                return;
            }

            Watch(io, loads, seconds);
        });
        return command;
    }

    /// <summary>On the terminal's other screen, so that what stood there is there again afterwards.</summary>
    private static void Watch(Io io, Loads loads, double seconds)
    {
        using var raw = TerminalMode.Raw(0);
        io.RawOut.Write("\x1b[?1049h\x1b[?25l");
        try
        {
            loads.Take();
            // the first table comes sooner: nobody likes an empty screen
            double wait = Math.Min(seconds, 0.5);
            while (!Leaves(TimeSpan.FromSeconds(wait)))
            {
                TerminalSize size = TerminalSize.Of(1);
                string[] lines = LoadTable.Of(loads.Take()).ToString(quiet: false).TrimEnd('\n').Split('\n');
                IEnumerable<string> shown = lines.Prepend($" {DateTime.Now:HH:mm:ss}  q leaves").Take(size.Rows - 1)
                    .Select(line => PlainWriter.Plain(line.Length > size.Columns ? line[..size.Columns] : line) + "\x1b[K");
                io.RawOut.Write("\x1b[H" + string.Join("\r\n", shown) + "\x1b[J");
                io.RawOut.Flush();
                wait = seconds;
            }
        }
        finally
        {
            io.RawOut.Write("\x1b[?25h\x1b[?1049l");
            io.RawOut.Flush();
        }
    }

    /// <summary>q, Ctrl+C, Ctrl+D, or nobody is there any more; any other key only ends the wait.</summary>
    private static bool Leaves(TimeSpan wait)
    {
        byte[] key = new byte[1];
        return TerminalKeys.Wait(0, wait) && (new DescriptorStream(0).Read(key) != 1 || key[0] is (byte)'q' or (byte)'Q' or 3 or 4);
    }

    /// <summary>Figures of one moment and those of the one before.</summary>
    private sealed class Loads(Host host, Io io)
    {
        private Dictionary<int, DomainFigures> before = [];
        private long taken = Stopwatch.GetTimestamp();

        public List<(int Id, string Name, string State, GuestLoad Load)> Take()
        {
            var figures = new GuestFigures(host.Guests);
            var now = new Dictionary<int, DomainFigures>();
            var loads = new List<(int Id, string Name, string State, GuestLoad Load)>();
            double seconds = Stopwatch.GetElapsedTime(taken).TotalSeconds;
            taken = Stopwatch.GetTimestamp();
            foreach (GuestRecord guest in host.Guests.List())
            {
                try
                {
                    DomainFigures its = figures.Of(guest, GuestXml.Read(host, io, host.KnownGuests.Get(guest.Name), inactive: false), GuestLoad.Groups);
                    now[guest.Id] = its;
                    loads.Add((guest.Id, guest.Name, GuestState.Names[guest.State], GuestLoad.Of(before.GetValueOrDefault(guest.Id), its, seconds)));
                }
                catch (GuestException)
                {
                    // it ends while it is asked
                }
            }

            before = now;
            return loads;
        }
    }
}
