using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>pool-info</c>: a storage pool in a few lines.</summary>
internal static class PoolInfoVerb
{
    public static Command Build(Io io)
    {
        var bytes = new Option<bool>("--bytes") { Description = "sizes in bytes" };
        var command = new VerbCommand("pool-info", "show a storage pool in a few lines")
        {
            Examples = [("pool-info default", "")],
        };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.Options.Add(bytes);
        command.SetAction(parse =>
        {
            PoolRecord pool = new Host(parse, io).Pools.Get(argument.Of(parse));
            Line("Name", pool.Name);
            Line("UUID", pool.Uuid?.ToString() ?? "-");
            Line("State", pool.IsActive ? "running" : "inactive");
            Line("Persistent", NetListVerb.YesNo(pool.IsPersistent));
            Line("Autostart", NetListVerb.YesNo(pool.Autostart));
            if (pool.Space is { } space)
            {
                Line("Capacity", Size(space.Capacity));
                Line("Allocation", Size(space.Capacity - space.Available));
                Line("Available", Size(space.Available));
            }

            Confirmation.End(io, parse);

            string Size(long value) => ByteText.Of((ulong)value, parse.GetValue(bytes));

            void Line(string key, string value) => io.Out.WriteLine((key + ":").PadRight(16) + value);
        });
        return command;
    }
}
