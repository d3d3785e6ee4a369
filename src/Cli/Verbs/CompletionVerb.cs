using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>completion SHELL</c>: the script that a shell reads once; it asks this program for the words at the cursor.</summary>
internal static class CompletionVerb
{
    private const string Bash = """
        # bash completion for virshlite
        _virshlite() {
            local IFS=$'\n'
            local words
            words=$(virshlite "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _virshlite virshlite
        """;

    private const string Zsh = """
        #compdef virshlite
        # zsh completion for virshlite
        _virshlite() {
            local -a words
            words=("${(@f)$(virshlite "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -a words
            _files
        }
        compdef _virshlite virshlite
        """;

    private const string Fish = """
        # fish completion for virshlite
        function __virshlite_complete
            set -l line (commandline -cp)
            virshlite "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c virshlite -a '(__virshlite_complete)'
        """;

    public static Command Build(Io io)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        var command = new VerbCommand("completion", "print a script that teaches a shell to complete virshlite's words")
        {
            Examples =
            [
                ("completion bash > /etc/bash_completion.d/virshlite", "bash"),
                ("completion zsh > ~/.zfunc/_virshlite", "zsh"),
                ("completion fish > ~/.config/fish/completions/virshlite.fish", "fish"),
            ],
        };
        command.Arguments.Add(shell);
        command.SetAction(parse => io.Out.WriteLine(parse.GetValue(shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            var other => throw new UsageException($"completion is there for bash, zsh and fish, not for '{other}'"),
        }));
        return command;
    }
}
