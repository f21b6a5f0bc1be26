package echarts

import (
	"fmt"
	"strconv"

	"saywhen/charts"
)

var weekdays = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// buildWeekHours shows a cell for each hour of each weekday, and one for each
// weekday's statements of unknown hour.
func buildWeekHours(j *job) (Built, error) {
	w := charts.NewWeekHours(j.in, charts.WeekHoursOptions{})
	f := j.frame("Hours of the week", w.Notes())
	c, most := &cells{}, 0.0
	var best [2]int
	for day, row := range w.Share {
		for hour, v := range row {
			if v > most {
				most, best = v, [2]int{day, hour}
			}
		}
	}
	for day, row := range w.Share {
		for hour, v := range row {
			x := cell{row: day, col: hour, fill: f.css(charts.StyleBandAlt), tip: "no statement"}
			if f.Theme == "print" {
				x.fill = f.css(charts.StyleGridMinor)
			}
			if v > 0 {
				x.value, x.fill, x.label = v, f.shade(v, most), figureText(v)
				x.tip = fmt.Sprintf("%g statements", rounded(v))
			}
			c.list = append(c.list, x)
		}
	}
	rows, cols := make([]charts.Entry, 7), make([]charts.Entry, 25)
	for i, d := range weekdays {
		rows[i].Name = d
	}
	for i := range 24 {
		cols[i].Name = strconv.Itoa(i)
	}
	cols[charts.HourUnknown].Name = "day" // no more is known
	d, err := f.scaled(c, most, statementUnit, rows, cols)
	if err != nil {
		return Built{}, err
	}
	d.summary, d.statements = w, c.statements(w.IDs)
	d.alt = fmt.Sprintf("A table of weekdays and hours: %d statements with a known hour, %d with a known day only. Most on %s, %s: %s.",
		w.Timed, w.Dayed, weekdays[best[0]], hourName(best[1]), figureText(most))
	d.advice = "No statement that is shown is dated to the day: give statements dates, or widen the filter."
	return f.close(d)
}

func hourName(h int) string {
	if h == charts.HourUnknown {
		return "hour unknown"
	}
	return fmt.Sprintf("%d to %d h", h, h+1)
}
