using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>completion SHELL</c>: the script that a shell reads once; it asks this program for the words at the cursor.</summary>
internal static class CompletionVerb
{
    private const string Bash = """
        # bash completion for virshlite
        _virshlite() {
            local line=${COMP_LINE:0:COMP_POINT} cur=${COMP_WORDS[COMP_CWORD]} word
            local -a words=() files=()
            COMPREPLY=()
            while IFS= read -r word; do
                if [[ $word == :files* ]]; then
                    mapfile -t files < <(compgen -f -- "${word#:files }")
                elif [[ -n $word ]]; then
                    words+=("$word")
                fi
            done < <(virshlite complete bash 1 -- "$line" "$COMP_WORDBREAKS" 2>/dev/null)
            if ((${#files[@]})); then
                # readline quotes what needs it and puts slashes behind directories
                compopt -o filenames
                COMPREPLY=("${words[@]}" "${files[@]}")
            elif [[ $cur == [\'\"]* ]]; then
                COMPREPLY=("${words[@]}")
            else
                for word in "${words[@]}"; do
                    printf -v word %q "$word"
                    COMPREPLY+=("$word")
                done
            fi
        }
        complete -F _virshlite virshlite
        """;

    private const string Zsh = """
        #compdef virshlite
        # zsh completion for virshlite
        compdef _virshlite virshlite
        _virshlite() {
            local line word files found=1
            local -a described
            for line in "${(@f)$(virshlite complete zsh $((CURRENT - 1)) -- "${(@Q)words}" 2>/dev/null)}"; do
                if [[ $line == :files* ]]; then
                    files=1
                elif [[ -n $line ]]; then
                    word=${line%%$'\t'*}
                    described+=("${word//:/\\:}${${(M)line%$'\t'*}/#$'\t'/:}")
                fi
            done
            (( $#described )) && _describe -V virshlite described && found=0
            [[ -n $files ]] && _files && found=0
            return found
        }
        # read in by the first TAB, this file is the function's body: the function is there now and has to answer that TAB too
        if [[ $funcstack[1] == _virshlite ]]; then
            _virshlite "$@"
        fi
        """;

    private const string Fish = """
        # fish completion for virshlite
        function __virshlite_complete
            set -l words (commandline -opc)
            set -l begun (commandline -ct | string unescape 2>/dev/null; or commandline -ct)
            for line in (virshlite complete fish (count $words) -- $words "$begun" 2>/dev/null)
                if string match -q -- ':files*' "$line"
                    __fish_complete_path (commandline -ct)
                else
                    echo $line
                end
            end
        end
        complete -c virshlite -f -a '(__virshlite_complete)'
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
