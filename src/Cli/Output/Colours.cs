using Spectre.Console;

namespace VirshLite.Cli.Output;

/// <summary>Lines in colour on a terminal, plain ones everywhere else.</summary>
internal sealed class Colours
{
    private readonly Io io;
    private readonly IAnsiConsole? console;

    public Colours(Io io)
    {
        this.io = io;
        if (io.HasColours)
        {
            console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.Standard,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(io.RawOut),
            });

            // a long argument stays one line, to be copied whole
            console.Profile.Width = int.MaxValue;
        }
    }

    public void Line(string text, string style = "")
    {
        if (console is null || style.Length == 0)
        {
            io.Out.WriteLine(text);
        }
        else
        {
            console.Write(new Text(PlainWriter.Plain(text), Style.Parse(style)));
            io.Out.WriteLine();
        }
    }
}
