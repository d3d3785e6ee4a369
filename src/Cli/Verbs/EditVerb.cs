using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>edit GUEST</c>: a guest's definition in an editor.</summary>
internal static class EditVerb
{
    public static Command Build(Io io)
    {
        var skip = new Option<bool>("--skip-validate") { Description = "let pass what is not known" };
        var command = new VerbCommand("edit", "change a guest's definition in an editor")
        {
            Examples = [("edit server", "counts from its next start on")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(skip);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            GuestDefinition definition = known.Definition
                ?? throw new GuestException("Requested operation is not valid: cannot edit a transient domain; it has no definition");
            string before = DefinitionChange.Text(host, DomainFile.OfDefinition(definition, io, changed: true));
            bool lenient = parse.GetValue(skip);
            string text = before;
            while (true)
            {
                text = TextEditor.Edit(text) ?? text;
                if (text == before)
                {
                    Confirmation.Say(io, parse, $"Domain '{known.Name}' XML configuration not changed.");
                    return;
                }

                char answer = 'f';
                while (answer is 'f' or 'i')
                {
                    try
                    {
                        Domain domain = DomainFile.Parse(text, known.Name, io, lenient, host.Settings.Rules);
                        GuestDefinition changed = DefinitionChange.Define(host, domain);
                        Confirmation.Say(io, parse, $"Domain '{changed.Name}' XML configuration edited.");
                        return;
                    }
                    catch (DomainException e)
                    {
                        io.Error.WriteLine(ErrorText.Of(e, io.InputName));
                        answer = Ask(io);
                        lenient |= answer == 'i';
                    }
                }

                if (answer == 'n')
                {
                    throw new GuestException("nothing was changed");
                }
            }
        });
        return command;
    }

    /// <summary>y: the editor again; n: give up; i: let pass what is not known; f: try as it is once more.</summary>
    private static char Ask(Io io)
    {
        if (!DescriptorStream.IsTerminal(0))
        {
            return 'n';
        }

        using var input = new StreamReader(new DescriptorStream(0), leaveOpen: true);
        while (true)
        {
            io.Prompt.Write("Failed. Try again? [y,n,i,f,?]: ");
            io.Prompt.Flush();
            switch (input.ReadLine())
            {
                case "y" or "Y": return 'y';
                case "i" or "I": return 'i';
                case "f" or "F": return 'f';
                case null or "n" or "N": return 'n';
            }

            io.Prompt.WriteLine(
                "y - yes, start editor again\nn - no, throw away my changes\ni - let pass what is not known and try again\nf - try to define it as it is "
                + "again\n? - print this help");
        }
    }
}
