update runs set finished = $finished, counts = $counts where id = $run
